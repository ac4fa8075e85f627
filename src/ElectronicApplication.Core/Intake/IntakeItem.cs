using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Intake;

public enum IntakeState
{
    /// <summary>Of a run that is only looked at: nothing keeps it from being taken in.</summary>
    Clean,
    /// <summary>Of a run that is only looked at: somebody has to look at it before it is taken in.</summary>
    Doubtful,
    /// <summary>Waits to be keyed or checked.</summary>
    Open,
    /// <summary>Is a submission now.</summary>
    Taken,
    /// <summary>Cannot be read; its message says why.</summary>
    Refused,
    /// <summary>The same case of the same system is here already.</summary>
    Duplicate,
    /// <summary>Put away by staff.</summary>
    Discarded,
}

/// <summary>受付票: one thing on its way to becoming a submission by the hands of staff. Its answers stand in the draft of the same id, and so will the submission.</summary>
public sealed class IntakeItem
{
    public required Guid Id { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>The import that it came with.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Where it stood in the file, from 1.</summary>
    public int Line { get; init; }

    public required string ProcedureCode { get; init; }

    /// <summary>The procedure's office: who of it receives may see this.</summary>
    public required string OfficeId { get; init; }

    public IntakeState State { get; private set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; private set; }

    /// <summary>到達した日.</summary>
    public required DateOnly ArrivedOn { get; set; }

    public string? Source { get; init; }

    public string? ExternalNumber { get; init; }

    /// <summary>The state in which an older system left it.</summary>
    public SubmissionStatus TakenInAs { get; init; } = SubmissionStatus.Received;

    /// <summary><see cref="IntakeNotes"/>, under the draft's data key; bound to <see cref="NotesBinding"/>. Cannot be read once the draft is gone.</summary>
    public byte[]? NotesCipher { get; set; }

    /// <summary>Why it was refused: line, column and reason, without what stood there.</summary>
    public string? Message { get; private set; }

    public string? ReceiptNumber { get; private set; }

    public Guid? KeyedById { get; private set; }

    public string? KeyedByName { get; private set; }

    public DateTime? KeyedAt { get; private set; }

    public int Version { get; private set; }

    public string NotesBinding => $"intake.notes:{Id:N}";

    public void Begin(IntakeState state, string? message = null) => (State, Message, UpdatedAt) = (state, message, CreatedAt);

    /// <summary>Somebody has it before their eyes: others are given another one.</summary>
    public void TakeUp(Guid staffId, string name, DateTime now) => (KeyedById, KeyedByName, KeyedAt) = (staffId, name, now);

    public void Take(string receiptNumber, DateTime now)
    {
        ReceiptNumber = receiptNumber;
        Move(IntakeState.Taken, now);
    }

    public void Move(IntakeState state, DateTime now, string? message = null)
    {
        (State, Message, UpdatedAt) = (state, message ?? Message, now);
        Version++;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<IntakeItem>
    {
        public void Configure(EntityTypeBuilder<IntakeItem> entity)
        {
            entity.ToTable("IntakeItems");
            entity.Property(i => i.ProcedureCode).HasMaxLength(64);
            entity.Property(i => i.OfficeId).HasMaxLength(64);
            entity.Property(i => i.Source).HasMaxLength(64);
            entity.Property(i => i.ExternalNumber).HasMaxLength(100);
            entity.Property(i => i.Message).HasMaxLength(1000);
            entity.Property(i => i.ReceiptNumber).HasMaxLength(20);
            entity.Property(i => i.KeyedByName).HasMaxLength(200);
            entity.Property(i => i.Version).IsConcurrencyToken();
            entity.HasIndex(i => new { i.State, i.OfficeId, i.CreatedAt, i.Id });
            entity.HasIndex(i => new { i.RunId, i.Line });
            entity.HasIndex(i => new { i.Source, i.ExternalNumber });
        }
    }
}

/// <summary>What staff note about a paper beside its answers.</summary>
/// <param name="Doubts">Cells that a machine read with little confidence.</param>
public sealed record IntakeNotes(IdentityDocument Identity, bool Signed, FeeHandling Fee, string MissingReason, IReadOnlyList<DoubtfulCell> Doubts)
{
    public static IntakeNotes Empty { get; } = new(IdentityDocument.None, false, FeeHandling.None, "", []);
}

/// <param name="Confidence">0 to 1; null where the cell could not be understood at all.</param>
/// <param name="Read">As the machine read it.</param>
public sealed record DoubtfulCell(string Path, double? Confidence, string Read);
