using System.Text.Encodings.Web;
using System.Text.Json;

namespace ElectronicApplication.Core.Designs;

/// <summary>What an approver wants to be mended.</summary>
/// <param name="Place">The element that it is about, as "field/item_kind"; empty for the whole.</param>
public sealed record PublicationRemark(string Place, string Text)
{
    public const int Most = 50;
    public const int LongestPlace = 200;

    /// <summary>In graphemes.</summary>
    public const int LongestText = 1000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<PublicationRemark> remarks) => JsonSerializer.Serialize(remarks, Options);

    public static IReadOnlyList<PublicationRemark> Read(string json) => JsonSerializer.Deserialize<List<PublicationRemark>>(json, Options) ?? [];
}
