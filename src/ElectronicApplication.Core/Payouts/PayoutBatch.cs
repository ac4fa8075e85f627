using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Payouts;

public enum PayoutBatchState { Prepared, Confirmed, Settled, Cancelled }

/// <summary>
/// 振込の束: prepared by one, confirmed by another. Its file is made once, when it is prepared, and never again: who confirms, confirms these bytes.
/// </summary>
public sealed class PayoutBatch
{
    /// <summary>Chosen by the page that asks for it: whoever presses twice gets the same batch.</summary>
    public required Guid Id { get; init; }

    public required string OfficeId { get; init; }

    /// <summary>振込指定日.</summary>
    public required DateOnly DueOn { get; init; }

    public PayoutBatchState State { get; private set; }

    public required Guid PreparedById { get; init; }

    public required string PreparedByName { get; init; }

    public required DateTime PreparedAt { get; init; }

    public Guid? ConfirmedById { get; private set; }

    public string? ConfirmedByName { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>All lines.</summary>
    public required int Count { get; init; }

    public required long TotalYen { get; init; }

    /// <summary>Those in the transfer file: without the accounts registered with the state.</summary>
    public required int TransferCount { get; init; }

    public required long TransferYen { get; init; }

    public required WrappedKey Key { get; init; }

    /// <summary>The transfer file (全銀協規定形式), encrypted; empty when every line goes to an account registered with the state.</summary>
    public byte[] FileCipher { get; private set; } = [];

    /// <summary>The same as a list, with the accounts registered with the state.</summary>
    public byte[] CsvCipher { get; private set; } = [];

    public required byte[] FileSha256 { get; init; }

    public required byte[] CsvSha256 { get; init; }

    public int Version { get; private set; }

    public string FileBinding => $"payout.file:{Id:N}";

    public string CsvBinding => $"payout.csv:{Id:N}";

    internal void Freeze(byte[] file, byte[] csv) => (FileCipher, CsvCipher) = (file, csv);

    internal void Confirm(Guid by, string name, DateTime now) =>
        (State, ConfirmedById, ConfirmedByName, ConfirmedAt, Version) = (PayoutBatchState.Confirmed, by, name, now, Version + 1);

    internal void Cancel() => (State, Version) = (PayoutBatchState.Cancelled, Version + 1);

    internal void Settle() => (State, Version) = (PayoutBatchState.Settled, Version + 1);

    /// <summary>A result was read: two who read at once do not settle twice.</summary>
    internal void Touch() => Version++;

    internal void Erase() => (FileCipher, CsvCipher, Version) = ([], [], Version + 1);

    internal sealed class Configuration : IEntityTypeConfiguration<PayoutBatch>
    {
        public void Configure(EntityTypeBuilder<PayoutBatch> entity)
        {
            entity.ToTable("PayoutBatches");
            entity.Property(b => b.Id).ValueGeneratedNever();
            entity.Property(b => b.OfficeId).HasMaxLength(64);
            entity.Property(b => b.PreparedByName).HasMaxLength(200);
            entity.Property(b => b.ConfirmedByName).HasMaxLength(200);
            entity.Property(b => b.FileSha256).HasMaxLength(32);
            entity.Property(b => b.CsvSha256).HasMaxLength(32);
            entity.Property(b => b.Version).IsConcurrencyToken();
            entity.OwnsOne(b => b.Key, KeyColumns.Map);
            entity.HasIndex(b => new { b.OfficeId, b.PreparedAt });
        }
    }
}

public enum PayoutOutcome { Open, Paid, Failed }

/// <summary>One line of a batch, as it was when the batch was prepared.</summary>
public sealed class PayoutLine
{
    public required Guid BatchId { get; init; }

    /// <summary>From 1; the number by which result lists name it.</summary>
    public required int Number { get; init; }

    public required Guid PayoutId { get; init; }

    public required string ReceiptNumber { get; init; }

    public required long AmountYen { get; init; }

    public required bool IsPublicAccount { get; init; }

    public PayoutOutcome Outcome { get; private set; }

    public string? FailureReason { get; private set; }

    internal void End(string? failure) => (Outcome, FailureReason) = (failure is null ? PayoutOutcome.Paid : PayoutOutcome.Failed, failure);

    internal sealed class Configuration : IEntityTypeConfiguration<PayoutLine>
    {
        public void Configure(EntityTypeBuilder<PayoutLine> entity)
        {
            entity.ToTable("PayoutLines");
            entity.HasKey(l => new { l.BatchId, l.Number });
            entity.Property(l => l.ReceiptNumber).HasMaxLength(20);
            entity.Property(l => l.FailureReason).HasMaxLength(200);
            entity.HasIndex(l => new { l.BatchId, l.PayoutId }).IsUnique();
            entity.HasIndex(l => l.PayoutId);
        }
    }
}

/// <summary>A result file that was read: the same bytes a second time change nothing.</summary>
public sealed class PayoutReading
{
    public required Guid BatchId { get; init; }

    public required byte[] Sha256 { get; init; }

    public required string ReadByName { get; init; }

    public required DateTime At { get; init; }

    public required int Paid { get; init; }

    public required int Failed { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PayoutReading>
    {
        public void Configure(EntityTypeBuilder<PayoutReading> entity)
        {
            entity.ToTable("PayoutReadings");
            entity.HasKey(r => new { r.BatchId, r.Sha256 });
            entity.Property(r => r.Sha256).HasMaxLength(32);
            entity.Property(r => r.ReadByName).HasMaxLength(200);
        }
    }
}
