using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Portal.Api;

// What goes over the wire. Members are only ever added.

internal sealed record ListOf<T>(IReadOnlyList<T> Items, [property: Description("The address of the next page; null on the last one.")] string? Next = null);

internal sealed record ProcedureItem(
    string Code, string Title, string Summary, string Category, string CategoryTitle, string Office, string OfficeTitle,
    [property: Description("None, Mail, Account, CardLogin or CardSignature.")] string IdentityLevel,
    int FormVersion, DateTimeOffset? AcceptedFrom, DateTimeOffset? AcceptedTo, bool HasFee,
    [property: Description("Nothing new is accepted; a submission is answered with 422 and the reason.")] bool IsRetired)
{
    public static ProcedureItem Of(CompiledVersion version, bool isRetired)
    {
        var p = version.Procedure;
        return new(p.Code, p.Title.Ja, p.Summary.Ja, p.Category, p.CategoryTitle.Ja, p.Office, p.OfficeTitle.Ja, p.IdentityLevel.ToString(), version.Number,
            p.AcceptancePeriod?.From, p.AcceptancePeriod?.To, p.Fee is not null, isRetired);
    }
}

internal sealed record ProcedureDetail(
    string Code, JsonNode Title, JsonNode Summary, string Category, JsonNode CategoryTitle, IReadOnlyList<string> Keywords, IReadOnlyList<string> LifeEvents,
    string Office, JsonNode OfficeTitle, string? LegalBasis, JsonNode WhoCanApply, IReadOnlyList<JsonNode> WhatYouNeed, JsonNode ProcessingTime, JsonNode FeeText,
    string IdentityLevel, int FormVersion, DateTimeOffset? AcceptedFrom, DateTimeOffset? AcceptedTo, bool HasFee, int DraftRetentionDays, JsonNode SurveyCodes,
    [property: Description("Since then nothing new is accepted; null while it is open.")] DateTimeOffset? RetiredAt, string? RetirementReason,
    [property: Description("How many submissions are taken within the acceptance period, first come, first served; null takes any number.")] int? Capacity,
    [property: Description("Of the capacity; withdrawn, refused and dismissed submissions give theirs back. As of at most a minute ago.")] int? PlacesLeft)
{
    public static ProcedureDetail Of(ProcedureStanding standing, int? placesLeft)
    {
        var (version, retired) = (standing.InForce, standing.Retired);
        var p = version.Procedure;
        return new(p.Code, p.Title.ToJson(), p.Summary.ToJson(), p.Category, p.CategoryTitle.ToJson(), p.Keywords, p.LifeEvents, p.Office, p.OfficeTitle.ToJson(), p.LegalBasis,
            p.WhoCanApply.ToJson(), [.. p.WhatYouNeed.Select(n => n.ToJson())], p.ProcessingTime.ToJson(), p.FeeText.ToJson(), p.IdentityLevel.ToString(), version.Number,
            p.AcceptancePeriod?.From, p.AcceptancePeriod?.To, p.Fee is not null, p.DraftRetentionDays, p.SurveyCodes.DeepClone(), retired?.At, retired?.Reason, p.Capacity, placesLeft);
    }
}

internal sealed record EvaluateBody([property: Description("Answers by field id; repeated groups are arrays of objects.")] JsonObject Answers);

internal sealed record EvaluatedAnswers(
    [property: Description("With calculated values, without hidden ones.")] JsonObject Answers,
    [property: Description("Paths of the fields that exist now.")] IEnumerable<string> Visible,
    [property: Description("Paths of the fields that must be answered now.")] IEnumerable<string> Required,
    IEnumerable<Issue> Issues,
    [property: Description("Yen; null when there is none or it cannot be told yet.")] long? Fee);

/// <param name="Severity"><c>error</c>, or <c>warning</c> for what may be handed in as it is.</param>
internal sealed record Issue(string Path, string Code, string Message, string MessageEn, string Severity);

internal sealed record SubmissionBody(
    [property: Description("Code of the procedure.")] string Procedure,
    [property: Description("Answers by field id; repeated groups are arrays of objects.")] JsonObject Answers,
    [property: Description("Files uploaded before, and the fields that they answer.")] IReadOnlyList<AttachmentOfBody>? Attachments,
    [property: Description("Of the mails about it: ja (default), ja-easy (plain Japanese) or en.")] string? Language);

internal sealed record AttachmentOfBody(Guid Id, string Field);

internal sealed record Accepted(
    string ReceiptNumber, string Status,
    [property: Description("SHA-256, lower-case hexadecimal, of the RFC 8785 JSON of {procedure, formVersion, answers, attachments:[{name,sha256}]}.")] string PayloadSha256,
    PaymentOfSubmission? Payment,
    [property: Description("Only for submissions without sign-in, and only here: later reads and writes need it as X-Access-Code."),
     JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessCode)
{
    public static Accepted Of(SubmissionReceipt receipt) => new(receipt.ReceiptNumber, receipt.Status.ToString(), receipt.PayloadSha256,
        receipt.FeeYen is { } yen ? new(yen, receipt.Status == SubmissionStatus.AwaitingPayment) : null, receipt.AccessCode);
}

internal sealed record PaymentOfSubmission(long AmountYen, [property: Description("The submission counts as arrived only when this is paid.")] bool DueNow);

internal sealed record UploadedFile(Guid Id, string Sha256, string Name, string ContentType, long Size);

internal sealed record SubmissionView(
    string ReceiptNumber, string Procedure, int FormVersion, string Status, string StatusText, DateTime SubmittedAt, DateTime? ArrivedAt, DateTime UpdatedAt,
    string PayloadSha256, PaymentOfSubmission? Payment, string? DecisionReason,
    [property: Description("How to contest the decision, where the law asks to say so.")] string? DecisionAppeal, JsonObject Answers, IEnumerable<PayloadAttachment> Attachments, IEnumerable<TimelineEntry> Timeline,
    [property: Description("What the office asks to mend, and by when; null when nothing is asked.")] CorrectionAsked? Correction)
{
    public static SubmissionView Of(OpenedSubmission opened)
    {
        var s = opened.Submission;
        return new(s.ReceiptNumber, s.ProcedureCode, opened.Version.Number, s.Status.ToString(), StatusWords.Japanese(s.Status), s.SubmittedAt, s.ArrivedAt, s.UpdatedAt,
            Convert.ToHexStringLower(opened.PayloadSha256), s.FeeYen is { } yen ? new(yen, s.Status == SubmissionStatus.AwaitingPayment) : null, s.DecisionReason, s.DecisionAppeal,
            opened.Payload.Answers, opened.Payload.Attachments, TimelineWords.Lines(opened.Acts).Select(l => new TimelineEntry(l.At, l.Text, l.More)),
            opened.OpenCorrection is { } c ? new(c.Request.DueAt, c.Content.Message, c.Content.Marks) : null);
    }
}

internal sealed record TimelineEntry(DateTime At, string Text, string? More);

/// <param name="Revision">How often the submission was corrected, from 1.</param>
internal sealed record Corrected(string ReceiptNumber, string Status, int Revision, string PayloadSha256);

internal sealed record CorrectionAsked(DateTime DueAt, string Message, IEnumerable<CorrectionMark> Marks);

internal sealed record WithdrawnSubmission(string ReceiptNumber, string Status);

internal static class ApiJson
{
    /// <summary>Japanese as it is, camelCase, enums already as words.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, CanonicalJson.Readable);
}
