using System.Globalization;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>起案: proposes a decision to those whom the procedure's route asks. What the route says is worked out now and kept in rows.</summary>
public sealed class DraftDecision(AppDbContext db, SubmissionContents contents, AppealNotice appeals, Envelope envelope, TimeProvider time)
{
    /// <summary>Adds the rows; the caller has authorised, checked the shape, and saves.</summary>
    internal async Task<Error?> AddAsync(Submission submission, CompiledVersion version, DecideSubmissionRequest request, Reviewer who, Act act, CancellationToken cancel)
    {
        if (submission.IsDrafted)
            return DecisionErrors.DraftedAlready;
        var now = time.GetUtcNow();
        var key = envelope.Open(submission.Key);
        var steps = await StepsAsync(submission, version, key, cancel);
        // Nothing is touched before everybody whom the route names is known.
        List<(DecisionStepDefinition Step, int Stage, StaffMember? Person)> asked = [];
        foreach (var (step, stage) in DecisionRouteDefinition.Staged(steps))
        {
            var person = await PersonAsync(step, cancel);
            if (person.Error is { } unknown)
                return unknown;
            asked.Add((step, stage, person.Value));
        }
        if (submission.Draft(now.UtcDateTime) is { } wrong)
            return wrong;

        foreach (var returned in await db.Set<DecisionDraft>().Where(d => d.SubmissionId == submission.Id && d.State == DecisionDraftState.SentBack).ToListAsync(cancel))
            returned.Close(DecisionDraftState.Superseded, now.UtcDateTime);
        var id = Guid.CreateVersion7(now);
        var content = new DecisionContent(Trimmed(request.Reason), Trimmed(request.Remark), request.HasConditions, appeals.For(version.Procedure, request.Decision, request.HasConditions));
        db.Add(new DecisionDraft
        {
            Id = id, SubmissionId = submission.Id, Decision = request.Decision, DrafterId = who.Id, DrafterName = who.Name, DraftedAt = now.UtcDateTime,
            ContentCipher = key.EncryptJson(content, DecisionDraft.BindingOf(id)),
        });
        var number = 0;
        foreach (var (step, stage, person) in asked)
        {
            var row = Row(id, submission, step, stage, number++, person, who.Id, now);
            if (stage == 0)
                row.Open(now.UtcDateTime);
            db.Add(row);
        }
        db.Add(ActEntry.Of(act, "decision.drafted", submission.Id, now.UtcDateTime, request.Decision.ToString(), shownToApplicant: false));
        return null;
    }

    /// <summary>Where no condition holds, which the lint keeps from being published, somebody with the role of approving decides.</summary>
    private async Task<IReadOnlyList<DecisionStepDefinition>> StepsAsync(Submission submission, CompiledVersion version, DataKey key, CancellationToken cancel)
    {
        var answers = (await contents.CurrentAsync(submission, key, cancel)).Payload.Answers;
        var steps = version.Plan.DecisionSteps(answers, submission.FeeYen, JapanTime.Today(time));
        return steps.Count > 0 ? steps : [new DecisionStepDefinition { Id = "decision", Title = new LocalizedText("決裁") }];
    }

    private async Task<Result<StaffMember?>> PersonAsync(DecisionStepDefinition step, CancellationToken cancel)
    {
        if (step.Person is not { } person)
            return (StaffMember?)null;
        var row = await db.Set<StaffMember>().AsNoTracking().SingleOrDefaultAsync(s => s.Issuer == person.Issuer && s.Subject == person.Subject, cancel);
        return row is not null && Reviewer.Of(row).MayOpen ? row : DecisionErrors.PersonUnknown(person.Name.Length > 0 ? person.Name : step.Title.Ja);
    }

    private static DecisionStep Row(Guid draftId, Submission submission, DecisionStepDefinition step, int stage, int number, StaffMember? person, Guid drafter, DateTimeOffset now)
    {
        var role = person is null ? step.Role.ToString().ToLowerInvariant() : null;
        var office = person is null ? step.Office ?? submission.OfficeId : null;
        return new()
        {
            Id = Guid.CreateVersion7(now), DraftId = draftId, SubmissionId = submission.Id, Number = number, Stage = stage, Key = step.Id, Title = Shortened(step.Title.Ja), Role = role, OfficeId = office,
            StaffId = person?.Id, StaffName = person?.Name, Queue = person is null ? DecisionStep.QueueOf(office!, role!) : DecisionStep.QueueOf(person.Id), BarredId = step.AllowDrafter ? null : drafter,
        };
    }

    private static string Shortened(string title) => new StringInfo(title) is { LengthInTextElements: > 60 } longer ? longer.SubstringByTextElements(0, 60) : title.Length > 200 ? title[..200] : title;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
