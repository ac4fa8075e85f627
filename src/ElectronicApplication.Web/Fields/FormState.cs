using System.Text.Json.Nodes;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Web.Fields;

/// <summary>Everything that drawing a page of a form needs. The same for the citizen, the designer's preview and the reviewer.</summary>
public sealed class FormState
{
    public required FormPlan Plan { get; init; }

    /// <summary>As typed: the draft, or what was just posted.</summary>
    public required JsonObject Answers { get; init; }

    public required Evaluation Evaluation { get; init; }

    /// <summary>The issues to show now: of one page, or of one field, or none before the first try.</summary>
    public IReadOnlyList<AnswerIssue> Issues { get; init; } = [];

    public IReadOnlyList<AttachedFile> Attachments { get; init; } = [];

    /// <summary>Where the button 「添付する」 posts; null to post where the form posts.</summary>
    public string? AttachUrl { get; init; }

    public string Language { get; init; } = Languages.Japanese;

    public string Text(LocalizedText text) => text.For(Language);

    /// <summary>The fields of pages that are asked for; null: all that exist.</summary>
    public IReadOnlySet<string>? Asked { get; init; }

    /// <summary>What the office has said about single fields.</summary>
    public IReadOnlyList<AskedMark> Marks { get; init; } = [];

    public bool IsVisible(string path) => Evaluation.Visible.Contains(path) && (Asked is null || Asked.Contains(FieldPaths.Top(path)));

    public IEnumerable<string> MarksAt(string path) => Marks.Where(mark => mark.Path == path).Select(mark => mark.Text);

    public bool IsRequired(string path) => Evaluation.Required.Contains(path);

    public bool IsReadOnly(string path) => Evaluation.ReadOnly.Contains(path);

    /// <summary>What to look at once more; it keeps nobody from going on.</summary>
    public IEnumerable<AnswerIssue> RemarksAt(string path) => Evaluation.Remarks.Where(remark => remark.Path == path);

    public IEnumerable<AnswerIssue> IssuesAt(string path) => Issues.Where(issue => issue.Path == path);

    /// <summary>
    /// What stands in the control: what the person typed, even if it is wrong; else the form's own value (a default, a
    /// calculation, the card's). A value that cannot be edited is always the evaluated one.
    /// </summary>
    public JsonNode? Value(string path) =>
        !IsReadOnly(path) && AnswerPath.TryFind(Answers, path, out var typed) ? typed
        : AnswerPath.TryFind(Evaluation.Answers, path, out var evaluated) ? evaluated
        : null;

    /// <summary>What can be chosen now: the field's own options, or those that follow from other answers.</summary>
    public IReadOnlyList<OptionDefinition> Options(FieldDefinition field, string path) => Evaluation.Options.GetValueOrDefault(path, field.Options);

    public int Rows(string path) => AnswerPath.TryFind(Answers, path, out var rows) && rows is JsonArray array ? array.Count : 0;

    public static string ControlId(string path) => "f-" + path;
}

/// <summary>One sentence of the office about a field: what is wrong with it and how to mend it.</summary>
public sealed record AskedMark(string Path, string Text);

/// <summary>A file that is already attached.</summary>
/// <param name="Url">Where it can be seen.</param>
public sealed record AttachedFile(string Id, string FieldPath, string Name, string ContentType, long Size, string Url)
{
    public bool IsImage => ContentType is "image/jpeg" or "image/png" or "image/webp";

    public string SizeText => Size >= 1024 * 1024
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Size / (1024.0 * 1024.0):0.0}MB")
        : $"{Math.Max(1, (Size + 512) / 1024)}KB";
}
