using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

public enum DecisionStepState
{
    /// <summary>Its stage has not come.</summary>
    Waiting,
    Open,
    Approved,
    SentBack,
    Cancelled,
}

/// <summary>One approval that a draft needs, as the route asked for it when the decision was drafted.</summary>
public sealed class DecisionStep
{
    public required Guid Id { get; init; }

    public required Guid DraftId { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>Its place in the route.</summary>
    public required int Number { get; init; }

    public required int Stage { get; init; }

    /// <summary>The step's id in the procedure's definition.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>Whoever has the role in the office; null when a person is named.</summary>
    public string? Role { get; init; }

    public string? OfficeId { get; set; }

    /// <summary>The named person.</summary>
    public Guid? StaffId { get; init; }

    public string? StaffName { get; init; }

    /// <summary>Office and role, or the person: what the list of a person's approvals is looked up by.</summary>
    public required string Queue { get; set; }

    /// <summary>The drafter, where they may not approve it themselves.</summary>
    public Guid? BarredId { get; init; }

    public DecisionStepState State { get; private set; }

    /// <summary>Since when it waits for whoever is asked.</summary>
    public DateTime? OpenedAt { get; private set; }

    public Guid? ActedById { get; private set; }

    public string? ActedByName { get; private set; }

    public DateTime? ActedAt { get; private set; }

    /// <summary>代決: in whose absence it was done.</summary>
    public Guid? ForId { get; private set; }

    public string? ForName { get; private set; }

    /// <summary>後閲: when the absent person looked at it.</summary>
    public DateTime? SeenAt { get; private set; }

    /// <summary>Encrypted under the submission's data key.</summary>
    public byte[]? RemarkCipher { get; private set; }

    public string Binding => $"decision-step:{Id:N}";

    public static string QueueOf(string office, string role) => $"{office}|{role}";

    public static string QueueOf(Guid person) => $"person|{person:N}";

    /// <summary>The office that is asked goes by another name.</summary>
    public void MoveTo(string office) => (OfficeId, Queue) = (office, QueueOf(office, Role!));

    public void Open(DateTime now) => (State, OpenedAt) = (DecisionStepState.Open, now);

    /// <summary>What is not done any more need not be done.</summary>
    public void Cancel() => State = State is DecisionStepState.Open or DecisionStepState.Waiting ? DecisionStepState.Cancelled : State;

    public void Act(bool approves, (Guid Id, string Name) who, (Guid Id, string Name)? absent, byte[]? remarkCipher, DateTime now)
    {
        State = approves ? DecisionStepState.Approved : DecisionStepState.SentBack;
        (ActedById, ActedByName, ActedAt, ForId, ForName, RemarkCipher) = (who.Id, who.Name, now, absent?.Id, absent?.Name, remarkCipher);
    }

    public void See(DateTime now) => SeenAt ??= now;

    internal sealed class Configuration : IEntityTypeConfiguration<DecisionStep>
    {
        public void Configure(EntityTypeBuilder<DecisionStep> entity)
        {
            entity.ToTable("DecisionSteps");
            entity.Property(s => s.Key).HasMaxLength(40);
            entity.Property(s => s.Title).HasMaxLength(200);
            entity.Property(s => s.Role).HasMaxLength(32);
            entity.Property(s => s.OfficeId).HasMaxLength(64);
            entity.Property(s => s.StaffName).HasMaxLength(200);
            entity.Property(s => s.Queue).HasMaxLength(120);
            entity.Property(s => s.ActedByName).HasMaxLength(200);
            entity.Property(s => s.ForName).HasMaxLength(200);
            entity.Property(s => s.State).IsConcurrencyToken();
            entity.HasIndex(s => s.DraftId);
            entity.HasIndex(s => s.SubmissionId);
            // What waits for whom: as long as the work that is open, however much was decided before.
            entity.HasIndex(s => new { s.State, s.Queue, s.SubmissionId });
            entity.HasIndex(s => new { s.ForId, s.SeenAt, s.SubmissionId });
        }
    }
}
