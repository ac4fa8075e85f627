using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Payouts;

public enum PayoutState
{
    /// <summary>Granted; the amount is still to be worked out.</summary>
    Planned,
    /// <summary>Waits for a batch.</summary>
    Due,
    /// <summary>In a batch that nobody has confirmed yet.</summary>
    Batched,
    /// <summary>In a confirmed batch: with the bank.</summary>
    Sent,
    Paid,
    /// <summary>The bank could not pay it; somebody must mend the account.</summary>
    Failed,
    /// <summary>Granted, but with an amount of nothing.</summary>
    Nothing,
}

/// <summary>給付: what a granted submission is paid, once. The account is encrypted under the submission's data key.</summary>
public sealed class Payout
{
    public required Guid Id { get; init; }

    /// <summary>One payout a submission.</summary>
    public required Guid SubmissionId { get; init; }

    public required string ReceiptNumber { get; init; }

    public required string ProcedureCode { get; init; }

    public required Guid FormVersionId { get; init; }

    public string OfficeId { get; private set; } = "";

    public PayoutState State { get; private set; }

    /// <summary>Null until it is worked out, and where the answers yield none: then a person must set it.</summary>
    public long? AmountYen { get; private set; }

    /// <summary>To the account registered with the state (公金受取口座); no digits are kept until somebody enters the answer of the inquiry.</summary>
    public bool IsPublicAccount { get; private set; }

    /// <summary>A <see cref="PayoutAccount"/>.</summary>
    public byte[]? AccountCipher { get; private set; }

    /// <summary>The batch that it is in, or was in last.</summary>
    public Guid? BatchId { get; private set; }

    public DateOnly? PaidOn { get; private set; }

    /// <summary>Why the bank could not pay it, in our words.</summary>
    public string? FailureReason { get; private set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; private set; }

    public int Version { get; private set; }

    public string AccountBinding => BindingOf(Id);

    public static string BindingOf(Guid id) => $"payout.account:{id:N}";

    internal bool IsWaiting => State is PayoutState.Due or PayoutState.Failed;

    internal void WorkOut(string office, long? amount, bool isPublic, byte[]? account, DateTime now)
    {
        (OfficeId, AmountYen, IsPublicAccount, AccountCipher) = (office, amount, isPublic, account);
        Move(amount == 0 ? PayoutState.Nothing : PayoutState.Due, now);
    }

    internal void Mend(byte[]? account, long? amount, DateTime now)
    {
        if (account is not null)
            (AccountCipher, IsPublicAccount) = (account, false);
        AmountYen ??= amount;
        FailureReason = null;
        Move(PayoutState.Due, now);
    }

    internal void PutInto(Guid batch, DateTime now)
    {
        BatchId = batch;
        Move(PayoutState.Batched, now);
    }

    internal void TakeOut(DateTime now)
    {
        BatchId = null;
        Move(PayoutState.Due, now);
    }

    internal void Send(DateTime now) => Move(PayoutState.Sent, now);

    internal void Pay(DateOnly day, DateTime now)
    {
        PaidOn = day;
        Move(PayoutState.Paid, now);
    }

    internal void Fail(string reason, DateTime now)
    {
        FailureReason = reason;
        Move(PayoutState.Failed, now);
    }

    internal void Erase() => (AccountCipher, Version) = (null, Version + 1);

    private void Move(PayoutState state, DateTime now) => (State, UpdatedAt, Version) = (state, now, Version + 1);

    internal sealed class Configuration : IEntityTypeConfiguration<Payout>
    {
        public void Configure(EntityTypeBuilder<Payout> entity)
        {
            entity.ToTable("Payouts");
            entity.Property(p => p.ReceiptNumber).HasMaxLength(20);
            entity.Property(p => p.ProcedureCode).HasMaxLength(64);
            entity.Property(p => p.OfficeId).HasMaxLength(64);
            entity.Property(p => p.FailureReason).HasMaxLength(200);
            entity.Property(p => p.Version).IsConcurrencyToken();
            entity.HasIndex(p => p.SubmissionId).IsUnique();
            entity.HasIndex(p => new { p.State, p.OfficeId, p.CreatedAt });
            entity.HasIndex(p => p.BatchId);
        }
    }
}
