using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

public enum DecisionDraftState
{
    Open,
    /// <summary>差戻し: an approver wants it otherwise.</summary>
    SentBack,
    /// <summary>By the drafter.</summary>
    TakenBack,
    /// <summary>It was sent back, and another draft has taken its place.</summary>
    Superseded,
    /// <summary>The applicant withdrew, or a correction was asked for.</summary>
    Ended,
    /// <summary>Everybody approved: the decision stands.</summary>
    Effected,
}

/// <summary>起案: a decision on its way through its route. At most one of a submission is open.</summary>
public sealed class DecisionDraft
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>Granted, Refused or Dismissed.</summary>
    public required SubmissionStatus Decision { get; init; }

    /// <summary>A <see cref="DecisionContent"/>, encrypted under the submission's data key.</summary>
    public required byte[] ContentCipher { get; init; }

    public DecisionDraftState State { get; private set; }

    public required Guid DrafterId { get; init; }

    public required string DrafterName { get; init; }

    public required DateTime DraftedAt { get; init; }

    /// <summary>The stage that is asked now, from 0.</summary>
    public int Stage { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    /// <summary>Counts changes: of two who approve, send back or end it at once, one is told.</summary>
    public int Version { get; private set; }

    public string Binding => BindingOf(Id);

    public static string BindingOf(Guid id) => $"decision:{id:N}";

    /// <summary>Somebody approved; the route goes on where the stage is through.</summary>
    public void Advance(int stage) => (Stage, Version) = (stage, Version + 1);

    /// <returns>False when it was closed before.</returns>
    public bool Close(DecisionDraftState state, DateTime now)
    {
        if (State is not (DecisionDraftState.Open or DecisionDraftState.SentBack))
            return false;
        (State, ClosedAt, Version) = (state, now, Version + 1);
        return true;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<DecisionDraft>
    {
        public void Configure(EntityTypeBuilder<DecisionDraft> entity)
        {
            entity.ToTable("DecisionDrafts");
            entity.Property(d => d.DrafterName).HasMaxLength(200);
            entity.Property(d => d.Version).IsConcurrencyToken();
            entity.HasIndex(d => new { d.SubmissionId, d.State });
            entity.HasIndex(d => new { d.DrafterId, d.State });
        }
    }
}

/// <param name="Reason">Told to the applicant when the decision stands.</param>
/// <param name="Remark">For the approvers only.</param>
/// <param name="HasConditions">Granted, but under conditions that can be contested.</param>
/// <param name="Appeal">教示文, as it will be told.</param>
public sealed record DecisionContent(string? Reason, string? Remark, bool HasConditions, string? Appeal);
