using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Documents;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Documents;

/// <summary>A decided submission with a template of its own version, ready to be filled in.</summary>
/// <param name="Office">The name of the office in charge.</param>
internal sealed record ComposableCase(Submission Submission, CompiledVersion Version, DocumentPlan Template, JsonObject Answers, DataKey Key, string Office, string Appeal)
{
    public DocumentDefinition Definition => Template.Definition;

    public string Series => Definition.Series ?? Submission.OfficeId;
}

/// <summary>Fills templates with what a submission says. It does not ask who is asking.</summary>
public sealed class DocumentComposer(ProcedureCatalog catalog, SubmissionContents contents, Envelope envelope, CompiledTemplates templates, FindPayment payments, IOptions<DocumentOptions> options)
{
    /// <summary>The case with the template, when the decision allows it.</summary>
    internal async Task<Result<ComposableCase>> OpenAsync(Submission submission, string template, CancellationToken cancel)
    {
        var version = await catalog.VersionAsync(submission.FormVersionId, cancel);
        if (templates.Find(version, template) is not { } plan)
            return DocumentErrors.TemplateNotFound;
        if (!submission.IsDecided || submission.ErasedAt is not null)
            return DocumentErrors.NotDecided;
        if (!plan.Definition.Fits(submission.Status.ToString()))
            return DocumentErrors.OtherDecision(plan.Definition.Title);
        var key = envelope.Open(submission.Key);
        var answers = (await contents.CurrentAsync(submission, key, cancel)).Payload.Answers;
        var office = (await catalog.OfficesAsync(cancel)).GetValueOrDefault(submission.OfficeId) ?? version.Procedure.OfficeTitle;
        return new ComposableCase(submission, version, plan, answers, key, office.Ja, submission.DecisionAppeal ?? version.Procedure.Appeal?.Wording(options.Value.Municipality) ?? "");
    }

    /// <summary>A granted submission owes the fee that is due after its review, and the template says nothing else.</summary>
    internal async Task<bool> WaitsForFeeAsync(ComposableCase one, CancellationToken cancel) =>
        one is { Submission.Status: SubmissionStatus.Granted, Definition.BeforeFee: false, Version.Procedure.Fee.Due: FeeDue.AfterReview } && !await payments.FeeIsSettledAsync(one.Submission, cancel);

    internal DocumentContent Compose(ComposableCase one, string number, DateOnly issuedOn)
    {
        var (submission, site) = (one.Submission, options.Value);
        return one.Template.Compose(one.Answers, new(
            submission.ReceiptNumber, JapanTime.DayOf(submission.SubmittedAt), JapanTime.DayOf(submission.ArrivedAt ?? submission.SubmittedAt), JapanTime.DayOf(submission.UpdatedAt),
            submission.Status.ToString(), submission.DecisionReason ?? "", number, issuedOn, one.Version.Procedure.Title.Ja, one.Office, site.Municipality, site.Head, one.Appeal));
    }

    internal static int FiscalYear(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;

    /// <summary>{year} is the fiscal year of the era: 8 for 令和8年度.</summary>
    internal static string NumberText(DocumentDefinition definition, int fiscalYear, int number)
    {
        var first = new DateOnly(fiscalYear, 4, 1);
        var era = JapaneseCalendar.EraOf(first) is { } known ? fiscalYear - JapaneseCalendar.Days(known).First.Year + 1 : fiscalYear;
        return definition.Number.Replace("{number}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{year}", era.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}

/// <summary>Templates of published versions, compiled once.</summary>
public sealed class CompiledTemplates
{
    private readonly ConcurrentDictionary<(Guid Version, string Id), DocumentPlan> _plans = new();

    internal DocumentPlan? Find(CompiledVersion version, string id) =>
        version.Procedure.Documents.FirstOrDefault(d => d.Id == id) is { } definition ? _plans.GetOrAdd((version.Id, id), _ => DocumentPlan.Compile(definition, version.Plan)) : null;
}
