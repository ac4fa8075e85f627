using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Core.Procedures;

/// <summary>The files of a procedure as a <see cref="FormVersion"/> keeps them, and back.</summary>
public static class VersionFiles
{
    private static readonly byte[] NoMapping = """{"targets":[]}"""u8.ToArray();

    public static DefinitionFiles Of(FormVersion version)
    {
        using var extras = version.ExtrasJson is { } json ? JsonDocument.Parse(json) : null;
        return new(version.ProcedureJson, version.FormJson)
        {
            Mapping = version.MappingJson, Samples = Unpack(extras, "samples"), Neighbours = Unpack(extras, "neighbours"),
        };
    }

    public static byte[] Mapping(DefinitionFiles files) => files.Mapping is { } mapping ? mapping.ToArray() : NoMapping;

    /// <summary>SHA-256 over the files that people and core systems meet: the three, and the layouts of targets. Samples and schemas change nothing for them.</summary>
    public static byte[] Sha256(DefinitionFiles files) => SHA256.HashData(
        [.. SHA256.HashData(files.Procedure.Span), .. SHA256.HashData(files.Form.Span), .. SHA256.HashData(Mapping(files)), .. Layouts(files).SelectMany(layout => SHA256.HashData(layout.Value.Span))]);

    /// <summary>The same files but for spaces and the spelling of letters: the designer writes its own.</summary>
    public static bool AreSame(DefinitionFiles one, DefinitionFiles other) =>
        SameJson(one.Procedure, other.Procedure) && SameJson(one.Form, other.Form) && SameJson(Mapping(one), Mapping(other))
        && Layouts(one).Select(layout => layout.Key).SequenceEqual(Layouts(other).Select(layout => layout.Key)) && Layouts(one).Zip(Layouts(other)).All(pair => SameJson(pair.First.Value, pair.Second.Value));

    private static IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Layouts(DefinitionFiles files) =>
        files.Neighbours.Where(file => file.Key.EndsWith(".layout.json", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal);

    /// <summary>Samples and target schemas as one JSON object, each letter by letter as it was; null when there is neither. What is no JSON stays behind: a damaged sample must not keep a form from being published.</summary>
    public static byte[]? Extras(DefinitionFiles files)
    {
        if (files.Samples.Count + files.Neighbours.Count == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            Pack(writer, "samples", files.Samples);
            Pack(writer, "neighbours", files.Neighbours);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Pack(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        writer.WriteStartObject(name);
        foreach (var (file, bytes) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            if (IsJson(bytes))
            {
                writer.WritePropertyName(file);
                writer.WriteRawValue(WithoutMark(bytes).Span, skipInputValidation: true);
            }
        writer.WriteEndObject();
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Unpack(JsonDocument? extras, string name)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        if (extras?.RootElement.TryGetProperty(name, out var group) is true)
            foreach (var file in group.EnumerateObject())
                files[file.Name] = System.Text.Encoding.UTF8.GetBytes(file.Value.GetRawText());
        return files;
    }

    private static bool SameJson(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other)
    {
        using var first = JsonDocument.Parse(WithoutMark(one));
        using var second = JsonDocument.Parse(WithoutMark(other));
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }

    private static bool IsJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var _ = JsonDocument.Parse(WithoutMark(bytes));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
