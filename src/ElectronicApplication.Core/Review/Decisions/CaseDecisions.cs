using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <param name="Seat">In whose place whoever looks may approve it now; null when they may not.</param>
public sealed record CaseDecisionStep(DecisionStep Step, string? Remark, ApprovalSeat? Seat);

public sealed record CaseDecisionDraft(DecisionDraft Draft, DecisionContent Content, IReadOnlyList<CaseDecisionStep> Steps);

/// <summary>The decisions that were drafted for a case, the newest first.</summary>
public sealed record CaseDecision(IReadOnlyList<CaseDecisionDraft> Drafts)
{
    public static CaseDecision None { get; } = new([]);

    public CaseDecisionDraft? Open => Drafts.FirstOrDefault(d => d.Draft.State == DecisionDraftState.Open);

    /// <summary>The step that whoever looks can approve: their own before those they stand in for.</summary>
    public CaseDecisionStep? Mine => Open?.Steps.Where(s => s.Seat is not null).OrderBy(s => s.Seat!.Absent is not null).FirstOrDefault();

    /// <summary>Nobody else is asked after this one.</summary>
    public bool IsLast(CaseDecisionStep step) => Open is { } open && open.Steps.All(s => s.Step.Id == step.Step.Id || s.Step.State == DecisionStepState.Approved);

    /// <summary>後閲: what was decided in this person's place and they have not looked at.</summary>
    public IEnumerable<DecisionStep> UnseenBy(Guid staffId) => Drafts.SelectMany(d => d.Steps).Select(s => s.Step).Where(s => s.ForId == staffId && s.SeenAt is null);
}

/// <summary>Reads the drafts of a case; every caller authorises first.</summary>
public sealed class CaseDecisions(AppDbContext db, Approvals approvals, Envelope envelope)
{
    internal async Task<CaseDecision> ReadAsync(Submission submission, Reviewer who, CancellationToken cancel)
    {
        var drafts = await db.Set<DecisionDraft>().AsNoTracking().Where(d => d.SubmissionId == submission.Id).OrderByDescending(d => d.DraftedAt).ToListAsync(cancel);
        if (drafts.Count == 0)
            return CaseDecision.None;
        var key = envelope.Open(submission.Key);
        var rows = await db.Set<DecisionStep>().AsNoTracking().Where(s => s.SubmissionId == submission.Id).OrderBy(s => s.Number).ToListAsync(cancel);
        var steps = new List<CaseDecisionStep>(rows.Count);
        foreach (var row in rows)
            steps.Add(new(row, row.RemarkCipher is { } remark ? key.DecryptJson<string>(remark, row.Binding) : null,
                row.State == DecisionStepState.Open ? await approvals.SeatAsync(who, row, rows, submission, cancel) : null));
        return new(drafts.ConvertAll(d => new CaseDecisionDraft(d, key.DecryptJson<DecisionContent>(d.ContentCipher, d.Binding), steps.FindAll(s => s.Step.DraftId == d.Id))));
    }
}
