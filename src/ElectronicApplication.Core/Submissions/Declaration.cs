using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

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

    /// <summary>
    /// Whether what was signed is what stands there now, but for fields that need no new signature when they are corrected, and their files.
    /// </summary>
    /// <param name="files">All files of the two, with their fields.</param>
    public static bool Covers(byte[] signed, SubmissionPayload now, FormPlan plan, IEnumerable<OpenedAttachment> files) =>
        JsonNode.Parse(signed)?[Member] is JsonObject declared && SameWhereSigned(SubmissionPayload.Parse(CanonicalJson.Write(declared)), now, plan, files);

    public static bool SameWhereSigned(SubmissionPayload one, SubmissionPayload other, FormPlan plan, IEnumerable<OpenedAttachment> files)
    {
        var unsigned = plan.Form.Pages.SelectMany(p => p.Fields).Where(f => f.Unsigned).Select(f => f.Id).ToHashSet();
        if (unsigned.Count == 0)
            return one.Canonical().AsSpan().SequenceEqual(other.Canonical());
        var free = files.Where(f => f.FieldPath is { } path && unsigned.Contains(FieldPaths.Top(path))).Select(f => (f.Name, f.Sha256)).ToHashSet();
        return Signed(one).Canonical().AsSpan().SequenceEqual(Signed(other).Canonical());

        SubmissionPayload Signed(SubmissionPayload payload)
        {
            var answers = payload.Answers.DeepClone().AsObject();
            foreach (var id in unsigned)
                answers.Remove(id);
            return payload with { Answers = answers, Attachments = [.. payload.Attachments.Where(a => !free.Contains((a.Name, a.Sha256)))] };
        }
    }

    /// <summary>Whether what was signed is what stands in the draft now.</summary>
    public static bool Matches(byte[] signed, byte[] canonicalPayload) =>
        JsonNode.Parse(signed)?[Member] is JsonObject declared && CanonicalJson.Write(declared).AsSpan().SequenceEqual(canonicalPayload);
}
