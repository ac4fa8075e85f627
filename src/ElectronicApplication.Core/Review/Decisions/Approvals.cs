using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>In whose place somebody may approve a step: their own, or that of an absent colleague (代決).</summary>
/// <param name="Absent">Null for their own.</param>
public sealed record ApprovalSeat(Reviewer Who, Reviewer? Absent);

/// <summary>Who may approve what. Rights are read from the rows of the approver and of whom they stand in for, each time.</summary>
public sealed class Approvals(AppDbContext db, TimeProvider time)
{
    /// <summary>The open steps that wait for this person, their submissions' ids.</summary>
    internal async Task<IQueryable<Guid>> WaitingForAsync(Reviewer who, CancellationToken cancel)
    {
        List<Reviewer> seats = [who, .. await AbsentOfAsync(who, cancel)];
        var queues = seats.SelectMany(Queues).Distinct().ToArray();
        var everywhere = seats.Where(s => s.SeesEveryOffice).SelectMany(s => s.Roles).Distinct().ToArray();
        var me = who.Id;
        return db.Set<DecisionStep>().Where(s => s.State == DecisionStepState.Open && (s.BarredId == null || s.BarredId != me)
            && (queues.Contains(s.Queue) || (s.Role != null && everywhere.Contains(s.Role)))).Select(s => s.SubmissionId);
    }

    /// <summary>後閲: what was decided in this person's absence and they have not looked at.</summary>
    internal IQueryable<Guid> UnseenOf(Guid me) => db.Set<DecisionStep>().Where(s => s.ForId == me && s.SeenAt == null).Select(s => s.SubmissionId);

    /// <summary>差戻し: what this person drafted and has to draft again, because an approver or something else ended it.</summary>
    internal IQueryable<Guid> ReturnedTo(Guid me) => db.Set<DecisionDraft>().Where(d => d.DrafterId == me && (d.State == DecisionDraftState.SentBack || d.State == DecisionDraftState.Ended)).Select(d => d.SubmissionId);

    /// <summary>Null when this person may not approve the step.</summary>
    internal async Task<ApprovalSeat?> SeatAsync(Reviewer who, DecisionStep step, CancellationToken cancel)
    {
        if (!who.MayOpen || step.BarredId == who.Id)
            return null;
        if (Fits(who, step))
            return new(who, null);
        var absent = (await AbsentOfAsync(who, cancel)).FirstOrDefault(a => Fits(a, step) && step.BarredId != a.Id);
        return absent is null ? null : new(who, absent);
    }

    /// <summary>The submission for whoever's office is in charge of it, and for those whom its route asks.</summary>
    internal async Task<Result<Submission>> AuthoriseAsync(Reviewer who, Submission? submission, CancellationToken cancel)
    {
        var found = Reviewers.Authorise(who, submission);
        if (found.IsOk || submission is null || !who.MayOpen)
            return found;
        var steps = await db.Set<DecisionStep>().AsNoTracking().Where(s => s.SubmissionId == submission.Id).ToListAsync(cancel);
        foreach (var step in steps)
            if (step.ActedById == who.Id || step.ForId == who.Id || (step.State == DecisionStepState.Open && await SeatAsync(who, step, cancel) is not null))
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

    private static bool Fits(Reviewer reviewer, DecisionStep step) => reviewer.MayOpen
        && (step.StaffId is { } person ? reviewer.Id == person : reviewer.Roles.Contains(step.Role!) && reviewer.Sees(step.OfficeId!));

    private static IEnumerable<string> Queues(Reviewer reviewer) =>
        reviewer.Offices.Where(o => o != "*").SelectMany(office => reviewer.Roles.Select(role => DecisionStep.QueueOf(office, role))).Append(DecisionStep.QueueOf(reviewer.Id));
}
