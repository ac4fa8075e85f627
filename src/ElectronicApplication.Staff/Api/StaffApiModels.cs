using System.Text.Json.Nodes;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Staff.Api;

internal sealed record StaffReviewStart(int? Version = null);

/// <param name="Decision">Granted, Refused or Dismissed.</param>
/// <param name="Version">From the submission as it was read; a decision about something else is refused.</param>
/// <param name="Remark">For those whom the procedure's route asks.</param>
/// <param name="HasConditions">Granted under the conditions that the reason states.</param>
internal sealed record StaffDecision(string Decision, string? Reason = null, int? Version = null, string? Remark = null, bool HasConditions = false);

/// <param name="To">Id of a colleague, or null to give it back to the office.</param>
/// <param name="Seen">Who had it when it was read.</param>
internal sealed record StaffAssignment(Guid? To = null, string? Note = null, Guid? Seen = null);

internal sealed record StaffNote(string? Text = null);

internal sealed record StaffReason(string? Reason = null);

/// <param name="Marks">Paths of fields, with one sentence each.</param>
/// <param name="Due">The last day on which the correction is taken, in Japan.</param>
internal sealed record StaffCorrection(IReadOnlyList<StaffMark?>? Marks = null, string? Message = null, DateOnly? Due = null, int? Version = null);

internal sealed record StaffMark(string? Path = null, string? Text = null);

internal sealed record StaffStatus(string Status);

internal sealed record StaffSubmissionList(IReadOnlyList<StaffSubmissionLine> Items, string? Next, IReadOnlyDictionary<string, int>? Counts)
{
    /// <param name="counts">Of the worklists, on the first page; 1000 stands for that many and more.</param>
    public static StaffSubmissionList Of(SubmissionList list, IReadOnlyDictionary<Worklist, int>? counts) => new(
        [.. list.Items.Select(l => new StaffSubmissionLine(l.ReceiptNumber, l.ProcedureCode, l.ProcedureTitle, l.Office, l.Status.ToString(), l.Channel.ToString(), l.SubmittedAt, l.ArrivedAt, l.DueAt, l.Assignee, l.IsUnread, l.FeeYen))],
        list.Next, counts?.ToDictionary(c => c.Key.ToString(), c => c.Value));
}

internal sealed record StaffSubmissionLine(
    string ReceiptNumber, string Procedure, string Title, string Office, string Status, string Channel, DateTime SubmittedAt, DateTime? ArrivedAt, DateTime? DueAt, string? Assignee, bool IsUnread, long? FeeYen);

internal sealed record StaffSubmission(
    string ReceiptNumber, string Procedure, int FormVersion, string Status, int Version, DateTime SubmittedAt, DateTime? ArrivedAt, JsonObject Answers, bool IsIntact,
    string PayloadSha256, IReadOnlyList<StaffComparison> Comparisons, IReadOnlyList<StaffCheck> SignatureChecks, IReadOnlyList<StaffAttachment> Attachments,
    StaffPayment? Payment, IReadOnlyList<StaffDelivery> Deliveries, string? DecisionReason, string? DecisionAppeal, bool IsDrafted, DateTime? DueAt, Guid? AssigneeId, string? Assignee, IReadOnlyList<CaseNote> Notes, IReadOnlyList<StaffMessage> Messages, IReadOnlyList<string> Masked)
{
    public static StaffSubmission Of(ReviewCase opened)
    {
        var submission = opened.Submission;
        return new(submission.ReceiptNumber, submission.ProcedureCode, opened.Opened.Version.Number, submission.Status.ToString(), submission.Version,
            submission.SubmittedAt, submission.ArrivedAt, Unmasked(opened), opened.Opened.IsIntact, Convert.ToHexStringLower(opened.Opened.PayloadSha256),
            [.. opened.Comparisons.Select(c => new StaffComparison(c.FieldId, c.Attribute.ToString(), c.Answered, c.Certified, c.Verdict.ToString()))],
            [.. opened.Opened.Signature?.Checks.Select(c => new StaffCheck(c.Name, c.Passed, c.Detail)) ?? []],
            [.. opened.Opened.Attachments.Where(a => !opened.MasksPath(a.FieldPath)).Select(a => new StaffAttachment(a.Id, a.FieldPath, a.Name, a.ContentType, a.Size, a.Sha256))],
            opened.Payment is { } p ? new StaffPayment(p.AmountYen, p.Status.ToString(), p.PaidAt) : null,
            [.. opened.Deliveries.Select(d => new StaffDelivery(d.Id, d.Target, d.Kind.ToString(), d.Status.ToString(), d.Attempts, d.RecordId, d.LastError))],
            submission.DecisionReason, submission.DecisionAppeal, submission.IsDrafted, submission.DueAt, submission.AssigneeId, submission.AssigneeName, opened.Notes,
            [.. opened.Opened.Messages.Select(m => new StaffMessage(m.FromApplicant, m.StaffName, m.At, m.Text))], [.. Fields(opened).Where(f => opened.Masks(f.Field)).Select(f => f.Path)]);
    }

    private static IEnumerable<(FieldDefinition Field, string Path)> Fields(ReviewCase opened) =>
        opened.Opened.Version.Plan.Form.Pages.SelectMany(p => p.Fields).SelectMany(f => f.Fields.Select(inner => (inner, $"{f.Id}.{inner.Id}")).Prepend((f, f.Id)));

    /// <summary>What is masked is left out, and named beside.</summary>
    private static JsonObject Unmasked(ReviewCase opened)
    {
        var answers = (JsonObject)opened.Opened.Payload.Answers.DeepClone();
        foreach (var field in opened.Opened.Version.Plan.Form.Pages.SelectMany(p => p.Fields))
            if (opened.Masks(field))
                answers.Remove(field.Id);
            else if (answers[field.Id] is JsonArray rows)
                foreach (var row in rows.OfType<JsonObject>())
                    foreach (var inner in field.Fields.Where(opened.Masks))
                        row.Remove(inner.Id);
        return answers;
    }
}

/// <param name="By">Whoever wrote for the office.</param>
internal sealed record StaffMessage(bool FromApplicant, string? By, DateTime At, string Text);

internal sealed record StaffComparison(string Field, string Attribute, string Answered, string Certified, string Verdict);

internal sealed record StaffCheck(string Name, bool Passed, string? Detail);

internal sealed record StaffAttachment(Guid Id, string? Field, string Name, string ContentType, long Size, string Sha256);

internal sealed record StaffPayment(long AmountYen, string Status, DateTime? PaidAt);

internal sealed record StaffDelivery(Guid Id, string Target, string Kind, string Status, int Attempts, string? RecordId, string? LastError);
