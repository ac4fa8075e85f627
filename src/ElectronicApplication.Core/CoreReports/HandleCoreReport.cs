using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>Lets a kept report take effect as its procedure says: on the case, as a proposal, or not at all. Row and effect are saved together.</summary>
public sealed class HandleCoreReport(
    AppDbContext db, ProcedureCatalog catalog, DecisionEffect decisions, AppealNotice appeals, ResidentLinks residents, Facts facts, Envelope envelope, TimeProvider time)
{
    private const int MostTries = 3;

    public async Task HandleAsync(Guid id, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            if (await db.Set<CoreReport>().SingleOrDefaultAsync(r => r.Id == id && r.State == CoreReportState.Waiting, cancel) is not { } report)
                return;
            await ApplyAsync(report, cancel);
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // A clerk, the applicant or another report was quicker; it is looked at anew.
            }
        }
    }

    private async Task ApplyAsync(CoreReport report, CancellationToken cancel)
    {
        var content = envelope.Open(report.Key).DecryptJson<CoreReportContent>(report.ContentCipher, report.Binding);
        if (CoreReportCheck.Problem(report.Kind, content) is { } unusable)
        {
            report.SetAside(unusable);
            return;
        }
        // An operator said whose it is: then nothing takes effect by itself, and a clerk of the case decides.
        var isByHand = report.SubmissionId is not null;
        var id = report.SubmissionId ?? await SubmissionOfAsync(report, cancel);
        var submission = id is null ? null : await db.Set<Submission>().SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (submission is null || submission.ErasedAt is not null)
        {
            report.SetAside(submission is null ? "この連携先に送った申請に、この送り元の番号のものがありません。" : "この申請は、保存期間が満了して廃棄されています。");
            return;
        }
        report.Match(submission.Id);
        var act = new Act(ActorKind.CoreSystem, report.Target, report.Target, Door.Worker);
        var version = await catalog.VersionAsync(submission.FormVersionId, cancel);
        var uses = version.Procedure.CoreAnswers.For(report.Target);
        if (isByHand)
            uses = new(AnswerUse.Show, uses.Decision == AnswerUse.Apply ? AnswerUse.Propose : uses.Decision, uses.Document == AnswerUse.Apply ? AnswerUse.Propose : uses.Document);
        switch (report.Kind)
        {
            case ReportKind.Status:
                report.Show(forApplicant: uses.Status == AnswerUse.Apply);
                Note(act, "report.status", submission, Words(content.Status!), report.ForApplicant);
                break;
            case ReportKind.Decision:
                Decide(report, content.Decision!, uses.Decision, submission, version.Procedure, act);
                break;
            case ReportKind.Document when uses.Document == AnswerUse.Apply && submission.Status != SubmissionStatus.Withdrawn:
                Note(act, "report.document", submission, null, false);
                HandOver(report, content.Document!, submission, act);
                break;
            case ReportKind.Document:
                Wait(report, uses.Document, uses.Document == AnswerUse.Apply ? "申請が取り下げられています。" : null);
                Note(act, "report.document", submission, null, false);
                break;
            default:
                await ResolveAsync(report, content.Person!, submission, isByHand, act, cancel);
                break;
        }
    }

    /// <summary>The external id is the submission's; the delivery says that this target was told it.</summary>
    private async Task<Guid?> SubmissionOfAsync(CoreReport report, CancellationToken cancel) =>
        Guid.TryParse(report.ExternalId, out var id) && await db.Set<Delivery>().AnyAsync(d => d.SubmissionId == id && d.Target == report.Target && d.ExternalId == report.ExternalId, cancel) ? id : null;

    private void Decide(CoreReport report, ReportedDecision reported, AnswerUse use, Submission submission, ProcedureDefinition procedure, Act act)
    {
        var decision = OutcomeOf(reported.Outcome);
        var reason = string.IsNullOrWhiteSpace(reported.Reason) ? null : reported.Reason.Trim();
        var problem = use == AnswerUse.Apply ? WhyNot(submission, procedure, decision, reason) : null;
        if (use == AnswerUse.Apply && problem is null)
            problem = decisions.Add(submission, decision, reason, appeals.For(procedure, decision, hasConditions: false), act)?.Message;
        if (use == AnswerUse.Apply && problem is null)
        {
            report.Settle(CoreReportState.Applied, report.Target, time.GetUtcNow().UtcDateTime);
            return;
        }
        Wait(report, use, problem);
        Note(act, use == AnswerUse.Show ? "report.decision" : "report.proposed", submission, decision.ToString(), false);
    }

    /// <summary>Why a decision does not stand by itself; null when it does.</summary>
    private static string? WhyNot(Submission submission, ProcedureDefinition procedure, SubmissionStatus decision, string? reason) =>
        procedure.DecisionRoute is not null ? "決裁の経路がある手続のため、そのままは反映しません。"
        : submission.IsDrafted ? "すでに起案されています。"
        : submission.Status != SubmissionStatus.UnderReview ? $"申請の状態が「{StatusWords.Japanese(submission.Status)}」のため、そのままは反映できません。"
        : DecideSubmission.Shape(new(submission.ReceiptNumber, decision, reason, null)) is { } wrong ? $"決定の内容が足りません：{wrong.Message}"
        : null;

    private static void Wait(CoreReport report, AnswerUse use, string? problem)
    {
        if (use == AnswerUse.Show)
            report.Show(forApplicant: false);
        else
            report.Propose(problem);
    }

    /// <summary>交付: from now on the applicant may fetch it.</summary>
    internal void HandOver(CoreReport report, CoreReportDocument document, Submission submission, Act act)
    {
        var now = time.GetUtcNow();
        report.Settle(CoreReportState.Applied, act.ActorName ?? report.Target, now.UtcDateTime, forApplicant: true);
        db.Add(ActEntry.Of(act, "document.issued", submission.Id, now.UtcDateTime, DocumentWords));
        db.AddRange(facts.RowsFor(new DocumentIssued(Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId,
            report.Id, "core-report", "", "Portal", document.Sha256)));
    }

    /// <summary>In acts, which outlive the case: a file's name may hold a person's.</summary>
    internal const string DocumentWords = "担当部署からの文書";

    private async Task ResolveAsync(CoreReport report, ReportedPerson person, Submission submission, bool isByHand, Act act, CancellationToken cancel)
    {
        var known = await residents.FindAsync(submission, cancel);
        var isCertain = person.ResidentNumber is not null && (person.Candidates is null or []) && string.IsNullOrWhiteSpace(person.Doubt);
        if (isCertain && !isByHand && (known is null || known == person.ResidentNumber))
        {
            await residents.LinkAsync(submission, person.ResidentNumber!, report.Target, cancel);
            report.Settle(CoreReportState.Applied, report.Target, time.GetUtcNow().UtcDateTime);
            Note(act, "resident.linked", submission, null, false);
            return;
        }
        report.Propose(!isCertain ? null : isByHand ? "送り元の番号では申請を特定できず、手作業で結び付けられました。" : "これまでの宛名番号と異なります。");
        Note(act, "resident.doubted", submission, null, false);
    }

    private void Note(Act act, string kind, Submission submission, string? detail, bool shownToApplicant) =>
        db.Add(ActEntry.Of(act, kind, submission.Id, time.GetUtcNow().UtcDateTime, detail, shownToApplicant));

    private static string Words(ReportedStatus status) => string.IsNullOrWhiteSpace(status.Text) ? status.Code : new string([.. status.Text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();

    internal static SubmissionStatus OutcomeOf(ReportedOutcome outcome) => outcome switch
    {
        ReportedOutcome.Granted => SubmissionStatus.Granted, ReportedOutcome.Refused => SubmissionStatus.Refused, _ => SubmissionStatus.Dismissed,
    };
}
