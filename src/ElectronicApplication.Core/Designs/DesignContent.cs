using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Core.Designs;

/// <summary>The files of a design as one compressed JSON object: <c>{"procedure":{},"form":{},"mapping":{},"samples":{},"neighbours":{}}</c>.</summary>
public static class DesignContent
{
    /// <summary>
    /// Unpacked. The editor stops at 8 MB for all files together, so only what was published larger before comes near it;
    /// what cannot be unpacked again must not be packed.
    /// </summary>
    private const int MaxBytes = 12 * 1024 * 1024;

    public static Result<byte[]> Pack(DefinitionTree tree)
    {
        var files = tree.ToFiles();
        if (files.Samples.Values.Concat(files.Neighbours.Values).Concat([files.Procedure, files.Form, files.Mapping ?? default]).Any(file => file.Length > DefinitionTree.MaxFileBytes))
            return DesignErrors.TooLarge;
        using var packed = new MemoryStream();
        using var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true);
        using (var json = new Utf8JsonWriter(brotli, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            Write("procedure", files.Procedure);
            Write("form", files.Form);
            if (files.Mapping is { } mapping)
                Write("mapping", mapping);
            WriteAll("samples", files.Samples);
            WriteAll("neighbours", files.Neighbours);
            json.WriteEndObject();
            json.Flush();
            if (json.BytesCommitted > MaxBytes)
                return DesignErrors.TooLarge;

            // Letter by letter: a writer of its own mind would make six letters of one that is rare.
            void Write(string name, ReadOnlyMemory<byte> file)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(file.Span, skipInputValidation: true);
            }

            void WriteAll(string name, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> group)
            {
                json.WriteStartObject(name);
                foreach (var (file, bytes) in group)
                    Write(file, bytes);
                json.WriteEndObject();
            }
        }
        brotli.Dispose();
        return packed.ToArray();
    }

    public static DefinitionTree Unpack(byte[] content) => DefinitionTree.Read(Raw(content));

    /// <summary>As they are published and exported: indented, Japanese as it is, the same for the same content.</summary>
    public static DefinitionFiles Files(byte[] content) => Unpack(content).ToFiles();

    private static DefinitionFiles Raw(byte[] content)
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
        return new(Bytes(all.GetProperty("procedure")), Bytes(all.GetProperty("form")))
        {
            Mapping = all.TryGetProperty("mapping", out var mapping) ? Bytes(mapping) : (ReadOnlyMemory<byte>?)null, Samples = Inside("samples"), Neighbours = Inside("neighbours"),
        };

        Dictionary<string, ReadOnlyMemory<byte>> Inside(string name) => all.GetProperty(name).EnumerateObject().ToDictionary(file => file.Name, file => Bytes(file.Value));

        static ReadOnlyMemory<byte> Bytes(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).ToArray();
    }
}
