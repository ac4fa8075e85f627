using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// What is signed, hashed and kept: the RFC 8785 JSON of <c>{procedure, formVersion, answers, attachments:[{name,sha256}]}</c>, hashes in lower-case hex.
/// </summary>
public sealed record SubmissionPayload(string Procedure, int FormVersion, JsonObject Answers, IReadOnlyList<PayloadAttachment> Attachments)
{
    public JsonObject ToJson() => new()
    {
        ["procedure"] = Procedure,
        ["formVersion"] = FormVersion,
        ["answers"] = Answers.DeepClone(),
        ["attachments"] = new JsonArray([.. Attachments.Select(a => new JsonObject { ["name"] = a.Name, ["sha256"] = a.Sha256 })]),
    };

    /// <summary>The canonical form of <see cref="ToJson"/>, written member by member in their order, so that the answers need not be copied into another tree.</summary>
    public byte[] Canonical() =>
    [
        .. "{\"answers\":"u8, .. CanonicalJson.Write(Answers),
        .. ",\"attachments\":["u8, .. CanonicalAttachments(),
        .. "],\"formVersion\":"u8, .. CanonicalJson.Write(JsonValue.Create(FormVersion)),
        .. ",\"procedure\":"u8, .. CanonicalJson.Write(JsonValue.Create(Procedure)),
        .. "}"u8,
    ];

    private byte[] CanonicalAttachments() => Attachments.Count == 0 ? [] :
        CanonicalJson.Write(new JsonArray([.. Attachments.Select(a => new JsonObject { ["name"] = a.Name, ["sha256"] = a.Sha256 })]))[1..^1];

    public static SubmissionPayload Parse(ReadOnlySpan<byte> canonical)
    {
        var json = JsonNode.Parse(canonical)!.AsObject();
        var answers = json["answers"]!.AsObject();
        json.Remove("answers");
        return new(json["procedure"]!.GetValue<string>(), json["formVersion"]!.GetValue<int>(), answers,
            [.. json["attachments"]!.AsArray().Select(a => new PayloadAttachment(a!["name"]!.GetValue<string>(), a["sha256"]!.GetValue<string>()))]);
    }

    public static byte[] Sha256(byte[] canonical) => SHA256.HashData(canonical);
}

public sealed record PayloadAttachment(string Name, string Sha256);
