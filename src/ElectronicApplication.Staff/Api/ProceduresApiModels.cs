using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Staff.Designer;
using ElectronicApplication.Staff.Designer.Tests;

namespace ElectronicApplication.Staff.Api;

/// <param name="Title">Null to begin the next version of a published procedure.</param>
/// <param name="From">Code of a published procedure to copy.</param>
internal sealed record StartBody(string Code, string? Title = null, string? Office = null, string? From = null);

/// <param name="Revision">As it was read: what the program had before it.</param>
internal sealed record StampBody(string? Revision = null);

/// <param name="Edits">Each with "op": addPage, addField, set, setText, move, remove, renameId, setTable, setSample, replaceFile ...</param>
internal sealed record EditBody(string? Revision = null, JsonArray? Edits = null);

internal sealed record AskBody(string? Revision = null, string? Note = null, string? Policy = null, DateTimeOffset? PublishAt = null, IReadOnlyList<string?>? Acknowledged = null);

/// <param name="PublishedVersion">Number of the published version with which it was compared, 0 for none; 409 when another one was published since.</param>
internal sealed record DecisionBody(bool Approve, int Version, IReadOnlyList<RemarkBody?>? Remarks = null, int? PublishedVersion = null);

internal sealed record RemarkBody(string? Place = null, string? Text = null);

internal sealed record VersionBody(int Version);

internal sealed record ReasonBody(string? Reason = null);

internal sealed record DesignList(IReadOnlyList<DesignListLine> Items, string? Next);

/// <param name="UnderWay">Somebody has begun to change it in the designer.</param>
/// <param name="Changed">What stands there is not what is published.</param>
internal sealed record DesignListLine(string Code, string Title, string Office, int? PublishedVersion, bool UnderWay, bool Changed, DateTime ChangedAt, string? ChangedBy, string? Publication, bool IsRetired)
{
    public static DesignListLine Of(DesignLine line) =>
        new(line.Code, line.Title, line.Office, line.Version, line.HasDesign, line.Changed, line.ChangedAt, line.ChangedBy, line.Request?.ToString(), line.IsRetired);
}

internal sealed record DesignStarted(string Code);

/// <param name="Files">By name: procedure.json, form.json, mapping.json, samples/..., schemas.</param>
internal sealed record DesignFiles(string Code, string Title, string Office, string Revision, int? BasedOnVersion, string ChangedBy, DateTime ChangedAt, JsonObject Files)
{
    public static DesignFiles Of(OpenedDesign design)
    {
        var tree = design.Tree;
        var files = new JsonObject { ["procedure.json"] = tree.Procedure.DeepClone(), ["form.json"] = tree.Form.DeepClone() };
        if (tree.Mapping is not null)
            files["mapping.json"] = tree.Mapping.DeepClone();
        foreach (var (name, json) in tree.Samples)
            files["samples/" + name] = json.DeepClone();
        foreach (var (name, json) in tree.Neighbours)
            files[name] = json.DeepClone();
        return new(design.Code, design.Title, design.Office, design.Stamp.ToString(), design.BasedOnVersion, design.ChangedBy, design.ChangedAt, files);
    }
}

internal sealed record DesignEdited(string Revision, string Summary, string? Focus)
{
    public static DesignEdited Of(EditedDesign edited) => new(edited.Design.Stamp.ToString(), edited.Summary, edited.Focus);
}

internal sealed record DesignChange(string Kind, string Place, string Text, string TextEn)
{
    public static DesignChange Of(DefinitionChange change) => new(change.Kind.ToString(), change.Place, change.TextJa, change.TextEn);
}

internal sealed record RevisionChanges(int From, int To, IReadOnlyList<DesignChange> Items);

/// <param name="Branches">All ways that the form can go.</param>
/// <param name="Uncovered">Those that no applicant took, in words.</param>
internal sealed record DesignTrial(string Revision, int Branches, IReadOnlyList<string> Uncovered, string? MappingProblem, IReadOnlyList<TrialApplicant> Items)
{
    public static DesignTrial Of(OpenedDesign design, FormPlan plan, TestRun run) => new(
        design.ShownRevision?.ToString(CultureInfo.InvariantCulture) ?? design.Stamp.ToString(), run.Covered.Count + run.Uncovered.Count,
        [.. run.Uncovered.Select(b => BranchWords.Of(design.Tree, b))], run.MappingProblem, [.. run.Cases.Select(c => TrialApplicant.Of(design, plan, run, c))]);
}

/// <param name="Sample">File of the recorded sample; null for an applicant who is made up.</param>
/// <param name="AsExpected">A sample that is accepted or refused as its name says; null for an applicant who is made up.</param>
/// <param name="Outputs">By core system, what it receives; null where the mapping took too long.</param>
internal sealed record TrialApplicant(
    string Name, string? Sample, bool IsAccepted, bool? AsExpected, JsonObject Answers, IReadOnlyList<TrialIssue> Issues, long? FeeYen, string? Office, IReadOnlyList<string> Covers, JsonObject Outputs)
{
    public static TrialApplicant Of(OpenedDesign design, FormPlan plan, TestRun run, TestCase one) => new(
        one.Name, one.Sample, one.IsAccepted, one.Expected is null ? null : !one.IsWrong, one.Answers, [.. one.Issues.Select(i => new TrialIssue(i.Path, i.Code, i.Message, i.MessageEn))],
        one.Evaluation.Fee, one.Evaluation.Office, [.. one.Covers.Select(b => BranchWords.Of(design.Tree, b))],
        one.IsAccepted ? new(run.Mapped(plan, one.Evaluation.Answers, design.Today).Select(o => KeyValuePair.Create(o.System, o.Json))) : []);
}

internal sealed record TrialIssue(string Path, string Code, string Message, string MessageEn);

internal sealed record RevisionLines(IReadOnlyList<RevisionLine> Items, int? Next);

internal sealed record DesignFindings(string Revision, IReadOnlyList<DesignFinding> Items, LintCounts Checked)
{
    public static DesignFindings Of(OpenedDesign design, LintReport report) => new(design.Stamp.ToString(), [.. report.Findings.Select(f =>
    {
        var placed = PlacedProblem.Of(design.Tree, f);
        return new DesignFinding(f.Code, f.Severity.ToString(), f.File, f.Path, placed.Element, AskPublication.NameOf(f), f.MessageJa, f.MessageEn);
    })], report.Checked);
}

/// <param name="Name">For acknowledging a warning.</param>
internal sealed record DesignFinding(string Code, string Severity, string File, string Path, string Element, string Name, string Message, string MessageEn);

internal sealed record ImportedGap(string Path, string Message, string MessageEn);

/// <param name="Revision">Null: only shown.</param>
internal sealed record DesignImported(string? Revision, IReadOnlyList<DesignChange> Changes, IReadOnlyList<ImportedGap> Gaps, IReadOnlyList<ImportedName> Names);

/// <param name="Kind">Office or System.</param>
/// <param name="Ours">What it becomes here; null: it stays as it is.</param>
internal sealed record ImportedName(string Kind, string Theirs, string? Ours, int Places);

internal sealed record PublicationAsked(Guid Id);

internal sealed record PublicationMoved(string State);

internal sealed record PublicationList(IReadOnlyList<PublicationLine> Items, string? Next);

internal sealed record PublicationLine(
    Guid Id, int Revision, string State, string AskedBy, DateTime AskedAt, string Note, DateTime? PublishAt, string Policy, string? DecidedBy, DateTime? DecidedAt, IReadOnlyList<PublicationRemark> Remarks,
    int? PublishedVersion, int Version)
{
    public static PublicationLine Of(PublicationRequest r) => new(r.Id, r.Revision, r.State.ToString(), r.AskedBy, r.AskedAt, r.Note, r.PublishAt, r.Policy.ToString(), r.DecidedBy, r.DecidedAt,
        PublicationRemark.Read(r.Remarks), r.PublishedVersion, r.Version);
}

internal sealed record VersionList(IReadOnlyList<VersionItem> Items, string? Next);

internal sealed record VersionItem(int Number, DateTime PublishedAt, IReadOnlyList<string> Changes, string Policy);

/// <summary>What a program had before it, and the edits that it sends.</summary>
internal static class DesignStamps
{
    public static Error Malformed { get; } = Wrong("revision", "revision には、読み取ったときの値をそのまま指定してください（例: 12.15）。", "\"revision\" must be the value that was read, as \"12.15\".");

    public static DesignStamp? Read(string? text) => DesignStamp.TryParse(text, out var stamp) ? stamp : null;

    public static Result<IReadOnlyList<DefinitionEdit>> Edits(JsonArray? edits)
    {
        try
        {
            return edits?.Select(e => e.Deserialize<DefinitionEdit>(DefinitionEdit.Options) ?? throw new JsonException()).ToList() ?? [];
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return Wrong("edits", "edits に読み取れない操作があります。op と、その操作に必要な値を確かめてください。", "There is an edit that cannot be read. Check \"op\" and its members.");
        }
    }

    public static Error Wrong(string path, string message, string messageEn) =>
        new("malformed", ErrorKind.Invalid, message, messageEn) { Fields = [new(path, "malformed", message, messageEn)] };
}
