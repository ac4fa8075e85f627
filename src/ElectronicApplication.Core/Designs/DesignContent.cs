using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Core.Designs;

/// <summary>The files of a design as one compressed JSON object: <c>{"procedure":{},"form":{},"mapping":{},"samples":{},"neighbours":{}}</c>.</summary>
public static class DesignContent
{
    /// <summary>Unpacked; a form may have 4 MB, its samples and schemas as much again.</summary>
    private const int MaxBytes = 12 * 1024 * 1024;

    public static byte[] Pack(DefinitionTree tree)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var json = new Utf8JsonWriter(brotli))
        {
            json.WriteStartObject();
            Write("procedure", tree.Procedure);
            Write("form", tree.Form);
            if (tree.Mapping is not null)
                Write("mapping", tree.Mapping);
            WriteAll("samples", tree.Samples);
            WriteAll("neighbours", tree.Neighbours);
            json.WriteEndObject();

            void Write(string name, JsonNode node)
            {
                json.WritePropertyName(name);
                node.WriteTo(json);
            }

            void WriteAll(string name, IEnumerable<KeyValuePair<string, JsonNode>> files)
            {
                json.WriteStartObject(name);
                foreach (var (file, node) in files)
                    Write(file, node);
                json.WriteEndObject();
            }
        }
        return packed.ToArray();
    }

    public static DefinitionTree Unpack(byte[] content) => DefinitionTree.Read(Files(content));

    public static DefinitionFiles Files(byte[] content)
    {
        using var brotli = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = brotli.Read(buffer)) > 0;)
        {
            if (plain.Length + read > MaxBytes)
                throw new InvalidDataException("A stored design is larger than any design can be.");
            plain.Write(buffer, 0, read);
        }
        using var json = JsonDocument.Parse(plain.GetBuffer().AsMemory(0, (int)plain.Length), new() { MaxDepth = 70 });
        var all = json.RootElement;
        return new(Raw(all.GetProperty("procedure")), Raw(all.GetProperty("form")))
        {
            Mapping = all.TryGetProperty("mapping", out var mapping) ? Raw(mapping) : null, Samples = Inside("samples"), Neighbours = Inside("neighbours"),
        };

        Dictionary<string, ReadOnlyMemory<byte>> Inside(string name) => all.GetProperty(name).EnumerateObject().ToDictionary(file => file.Name, file => Raw(file.Value));

        static ReadOnlyMemory<byte> Raw(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).ToArray();
    }
}
