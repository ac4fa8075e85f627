using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>What the 署名用 certificate signs: the whole payload, so that the signature can be checked against the submission for ever, without us.</summary>
internal static class Declaration
{
    private const string Member = "submission";

    public static JsonObject Document(SubmissionPayload payload, byte[] canonical, long? fee)
    {
        var document = new JsonObject
        {
            ["declaration"] = "上記のとおり申請します。記載した内容は事実に相違ありません。",
            [Member] = payload.ToJson(),
            ["payloadSha256"] = Convert.ToHexStringLower(SubmissionPayload.Sha256(canonical)),
        };
        if (fee is { } yen)
            document["feeYen"] = yen;
        return document;
    }

    /// <summary>The version of the form that was signed.</summary>
    public static int? FormVersion(byte[] signed) => (int?)JsonNode.Parse(signed)?[Member]?["formVersion"];

    /// <summary>Whether what was signed is what stands in the draft now.</summary>
    public static bool Matches(byte[] signed, byte[] canonicalPayload) =>
        JsonNode.Parse(signed)?[Member] is JsonObject declared && CanonicalJson.Write(declared).AsSpan().SequenceEqual(canonicalPayload);
}
