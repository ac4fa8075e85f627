using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>In whose place somebody may approve a step: their own, or that of an absent colleague (代決).</summary>
/// <param name="Absent">Null for their own.</param>
public sealed record ApprovalSeat(Reviewer Who, Reviewer? Absent);

/// <summary>Who may approve what. Rights are read from the rows of the approver and of whom they stand in for, each time.</summary>
public sealed class Approvals(AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    /// <summary>Ids of the submissions whose open steps wait for this person.</summary>
    internal async Task<IQueryable<Guid>> WaitingForAsync(Reviewer who, CancellationToken cancel) => (await StepsForAsync(who, cancel)).Select(s => s.SubmissionId);

    /// <summary>The open steps that this person may approve, in their own place or in that of somebody absent.</summary>
    internal async Task<IQueryable<DecisionStep>> StepsForAsync(Reviewer who, CancellationToken cancel)
    {
        var me = who.Id;
        var open = db.Set<DecisionStep>().Where(s => s.State == DecisionStepState.Open && (s.BarredId == null || s.BarredId != me));
        var own = Of(open, who).Where(s => !db.Set<DecisionStep>().Any(o => o.DraftId == s.DraftId && o.State == DecisionStepState.Approved && o.ActedById == me && o.ForId == null));
        var lent = (await AbsentOfAsync(who, cancel)).ConvertAll(absent => Of(open, absent).Where(s => s.BarredId == null || s.BarredId != absent.Id));
        return lent.Aggregate(own, (all, more) => all.Concat(more));
    }

    /// <summary>The steps that wait for whoever has this person's roles in their offices, or for the person by name.</summary>
    private IQueryable<DecisionStep> Of(IQueryable<DecisionStep> open, Reviewer seat)
    {
        var queues = Queues(seat).ToArray();
        if (seat.SeesEveryOffice)
        {
            var roles = seat.Roles.ToArray();
            open = open.Where(s => queues.Contains(s.Queue) || (s.Role != null && roles.Contains(s.Role)));
        }
        else
            open = open.Where(s => queues.Contains(s.Queue));
        if (seat.Procedures.Count == 0)
            return open;
        var procedures = seat.Procedures.ToArray();
        return open.Where(s => s.StaffId != null || db.Set<Submission>().Any(x => x.Id == s.SubmissionId && procedures.Contains(x.ProcedureCode)));
    }

    /// <summary>後閲: what was decided in this person's absence and they have not looked at.</summary>
    internal IQueryable<Guid> UnseenOf(Guid me) => db.Set<DecisionStep>().Where(s => s.ForId == me && s.SeenAt == null).Select(s => s.SubmissionId);

    /// <summary>差戻し: what this person drafted and has to draft again, because an approver or something else ended it.</summary>
    internal IQueryable<Guid> ReturnedTo(Guid me) => db.Set<DecisionDraft>().Where(d => d.DrafterId == me && (d.State == DecisionDraftState.SentBack || d.State == DecisionDraftState.Ended)).Select(d => d.SubmissionId);

    /// <summary>Null when this person may not approve the step. Whoever approved one step of a draft does not approve another, but in somebody's place.</summary>
    /// <param name="steps">Of the same draft at least.</param>
    internal async Task<ApprovalSeat?> SeatAsync(Reviewer who, DecisionStep step, IReadOnlyCollection<DecisionStep> steps, Submission submission, CancellationToken cancel)
    {
        if (!who.MayOpen || step.BarredId == who.Id)
            return null;
        if (Fits(who, step, submission) && !HasApproved(who, step, steps))
            return new(who, null);
        var absent = (await AbsentOfAsync(who, cancel)).FirstOrDefault(a => Fits(a, step, submission) && step.BarredId != a.Id);
        return absent is null ? null : new(who, absent);
    }

    /// <summary>In their own place, another step of the same draft.</summary>
    internal static bool HasApproved(Reviewer who, DecisionStep step, IReadOnlyCollection<DecisionStep> steps) =>
        steps.Any(s => s.DraftId == step.DraftId && s.Id != step.Id && s.State == DecisionStepState.Approved && s.ActedById == who.Id && s.ForId is null);

    /// <summary>The case of a number as typed, with who asks, for whoever's office is in charge of it and for those whom its route asks.</summary>
    internal async Task<Result<(Submission Submission, Reviewer Who)>> CaseAsync(string receiptNumber, Act act, bool toChange, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var found = await AuthoriseAsync(who.Value, await reviewers.ByNumberAsync(receiptNumber, toChange, cancel), cancel);
        return found.Error is { } hidden ? hidden : (found.Value, who.Value);
    }

    private async Task<Result<Submission>> AuthoriseAsync(Reviewer who, Submission? submission, CancellationToken cancel)
    {
        var found = Reviewers.Authorise(who, submission);
        if (found.IsOk || submission is null || !who.MayOpen)
            return found;
        var steps = await db.Set<DecisionStep>().AsNoTracking().Where(s => s.SubmissionId == submission.Id).ToListAsync(cancel);
        foreach (var step in steps)
            if (step.ActedById == who.Id || step.ForId == who.Id || (step.State == DecisionStepState.Open && await SeatAsync(who, step, steps, submission, cancel) is not null))
                return submission;
        return found;
    }

    /// <summary>Those who are away just now and have named this person; whoever has lost their rights lends none.</summary>
    private async Task<List<Reviewer>> AbsentOfAsync(Reviewer who, CancellationToken cancel)
    {
        var (now, me) = (time.GetUtcNow().UtcDateTime, who.Id);
        var rows = await db.Set<StaffAbsence>().AsNoTracking().Where(a => a.DeputyId == me && a.From <= now && a.Until > now)
            .Join(db.Set<StaffMember>(), a => a.StaffId, s => s.Id, (_, s) => s).ToListAsync(cancel);
        return [.. rows.Select(Reviewer.Of).Where(r => r.MayOpen)];
    }

    private static bool Fits(Reviewer reviewer, DecisionStep step, Submission submission) => reviewer.MayOpen
        && (step.StaffId is { } person ? reviewer.Id == person : reviewer.Roles.Contains(step.Role!) && reviewer.Sees(step.OfficeId!, submission.ProcedureCode));

    private static IEnumerable<string> Queues(Reviewer reviewer) =>
        reviewer.Offices.Where(o => o != "*").SelectMany(office => reviewer.Roles.Select(role => DecisionStep.QueueOf(office, role))).Append(DecisionStep.QueueOf(reviewer.Id));
}
