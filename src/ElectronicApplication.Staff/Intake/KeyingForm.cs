using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Fields;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Intake;

/// <summary>What the page of a form that is being keyed shows.</summary>
public sealed record KeyingView(OpenedIntake Opened)
{
    public required string Window { get; init; }

    /// <summary>The day of arrival as it was typed, when it is none.</summary>
    public string? ArrivedText { get; init; }

    public Error? Error { get; init; }

    /// <summary>Somebody wanted to receive it: now all that is missing is shown.</summary>
    public bool ShowsIssues { get; init; }

    /// <summary>The control that was just left.</summary>
    public string? Changed { get; init; }

    public IReadOnlyList<AnswerIssue> FileIssues { get; init; } = [];

    /// <summary>The one before, just received.</summary>
    public string? Received { get; init; }

    public string DiscardReason { get; init; } = "";

    public IReadOnlyList<AnswerIssue> Issues =>
    [
        .. ShowsIssues ? Opened.Judged.Issues
            : Opened.Judged.Issues.Where(i => i.Path == Changed && i.Code is not (IssueCodes.Required or IssueCodes.AttachmentMissing or IssueCodes.ConsentMissing)),
        .. FileIssues,
    ];

    public int Status => Error is { } error ? ErrorResults.Status(error.Kind) : ShowsIssues && Issues.Count > 0 || FileIssues.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;

    public FormState State => new()
    {
        Plan = Opened.Draft.Version.Plan, Answers = Opened.Draft.Answers, Issues = Issues,
        Evaluation = Opened.Evaluation with { Remarks = [.. Opened.Evaluation.Remarks, .. Opened.Notes.Doubts.Select(Remark)] },
        Attachments = [.. Opened.Draft.Attachments.Select(a => KeyingForm.File(Opened, a))],
    };

    private static AnswerIssue Remark(DoubtfulCell doubt) => doubt.Confidence is { } confidence
        ? new(doubt.Path, "doubtful", string.Create(CultureInfo.InvariantCulture, $"読み取りの確かさは {confidence:0%} です。画像と見比べてください（読み取り：{doubt.Read}）。"), $"Read with {confidence:0%} confidence: {doubt.Read}", new Dictionary<string, object?>())
        : new(doubt.Path, "doubtful", $"取り込んだ値をそのままでは使えません。画像と見比べてください（取り込んだ値：{doubt.Read}）。", $"Could not be used as it came: {doubt.Read}", new Dictionary<string, object?>());
}

/// <summary>Between the posted page and what the intake saves.</summary>
internal static class KeyingForm
{
    public static OpenedIntake Read(OpenedIntake opened, PostedForm posted)
    {
        var answers = opened.Draft.Answers;
        foreach (var page in opened.Draft.Version.Plan.Form.Pages)
            answers = FormPost.Read(page, posted.Form, answers, opened.Evaluation);
        return opened.With(answers, new(Named<IdentityDocument>(posted["_identity"]), posted["_signed"] == "true", Named<FeeHandling>(posted["_fee"]), posted["_reason"].Trim(), opened.Notes.Doubts));
    }

    public static OpenedIntake WithFirstRows(OpenedIntake opened)
    {
        var answers = opened.Draft.Answers.DeepClone().AsObject();
        foreach (var page in opened.Draft.Version.Plan.Form.Pages)
            answers = FormPost.WithFirstRows(page, answers);
        return JsonNode.DeepEquals(answers, opened.Draft.Answers) ? opened : opened.With(answers, opened.Notes);
    }

    public static KeyIntakeRequest Request(Guid id, PostedForm posted, OpenedIntake opened, DateOnly? arrived, FormCommand? command) =>
        new(id, int.TryParse(posted["_revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1, Window(posted), opened.Draft.Answers, arrived, opened.Notes, command?.RemovedRow);

    public static string Window(PostedForm posted) => posted["_window"] is { Length: <= 40 } window ? window : "";

    public static async Task<List<AnswerIssue>> AttachAsync(PostedForm posted, OpenedIntake opened, KeyIntake key, Act act, CancellationToken cancel)
    {
        List<AnswerIssue> refused = [];
        foreach (var file in posted.Form.Files.Where(f => f.Length > 0))
        {
            var content = await UploadedFile.ReadAsync(file, opened.Draft.Version.Plan.Field(file.Name)?.MaxBytes ?? 0, cancel);
            var kept = await key.AttachAsync(opened.Item.Id, file.Name, file.FileName, content, act, cancel);
            if (kept.Error is { } error)
                refused.Add(new(file.Name, error.Code, $"「{file.FileName}」：{error.Message}", $"“{file.FileName}”: {error.MessageEn}", new Dictionary<string, object?>()));
        }
        return refused;
    }

    public static AttachedFile File(OpenedIntake opened, OpenedAttachment a) =>
        new(a.Id.ToString(), a.FieldPath ?? "", a.Name, a.ContentType, a.Size, $"{KeyingEndpoints.Url(opened.Item.Id)}/files/{a.Id}");

    private static T Named<T>(string text) where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : default;
}
