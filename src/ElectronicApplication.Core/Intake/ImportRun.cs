using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Intake;

public enum ImportKind
{
    /// <summary>What a machine read from paper forms, with the scans.</summary>
    Ocr,
    /// <summary>A package of another portal.</summary>
    Package,
    /// <summary>Open cases of the system before this one.</summary>
    Migration,
}

public enum ImportState
{
    /// <summary>Read and shown; nothing is taken in.</summary>
    Preview,
    /// <summary>Agreed to; what is clean is being taken in.</summary>
    TakingIn,
    Done,
    Cancelled,
}

/// <summary>取り込み: one file or several that belong together, with a row for each thing in it. The rows decide what is left to do, so that it goes on after whatever stopped it.</summary>
public sealed class ImportRun
{
    public required Guid Id { get; init; }

    public required ImportKind Kind { get; init; }

    /// <summary>The system that it comes from, as staff call it: its numbers are unique there.</summary>
    public required string Source { get; init; }

    public required string ProcedureCode { get; init; }

    public required string OfficeId { get; init; }

    /// <summary>As whoever brought it called it; empty once every record that came in it is destroyed.</summary>
    public required string FileName { get; set; }

    /// <summary>Of all files together: the same ones are seen when they come again.</summary>
    public required byte[] FilesSha256 { get; init; }

    /// <summary>The day of arrival where the file does not say one.</summary>
    public required DateOnly ArrivedOn { get; init; }

    /// <summary>The names of the columns that it has.</summary>
    public required string ColumnsJson { get; init; }

    public ImportState State { get; private set; }

    public required DateTime CreatedAt { get; init; }

    public required Guid CreatedById { get; init; }

    public required string CreatedByName { get; init; }

    /// <summary>Who agreed: in their name it is taken in, also by the worker.</summary>
    public Guid? AcceptedById { get; private set; }

    public string? AcceptedByName { get; private set; }

    public DateTime? FinishedAt { get; private set; }

    public int Version { get; private set; }

    public bool Accept(Guid staffId, string name)
    {
        if (State != ImportState.Preview)
            return false;
        (State, AcceptedById, AcceptedByName) = (ImportState.TakingIn, staffId, name);
        Version++;
        return true;
    }

    public bool Cancel(DateTime now) => End(ImportState.Preview, ImportState.Cancelled, now);

    public bool Finish(DateTime now) => End(ImportState.TakingIn, ImportState.Done, now);

    /// <summary>It is read anew with other columns; two who do so at once are told apart by this.</summary>
    public void ReadAgain() => Version++;

    private bool End(ImportState from, ImportState to, DateTime now)
    {
        if (State != from)
            return false;
        (State, FinishedAt) = (to, now);
        Version++;
        return true;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<ImportRun>
    {
        public void Configure(EntityTypeBuilder<ImportRun> entity)
        {
            entity.ToTable("ImportRuns");
            entity.Property(r => r.Source).HasMaxLength(64);
            entity.Property(r => r.ProcedureCode).HasMaxLength(64);
            entity.Property(r => r.OfficeId).HasMaxLength(64);
            entity.Property(r => r.FileName).HasMaxLength(200);
            entity.Property(r => r.FilesSha256).HasMaxLength(32);
            entity.Property(r => r.CreatedByName).HasMaxLength(200);
            entity.Property(r => r.AcceptedByName).HasMaxLength(200);
            entity.Property(r => r.Version).IsConcurrencyToken();
            entity.HasIndex(r => new { r.FilesSha256, r.ProcedureCode });
            entity.HasIndex(r => new { r.OfficeId, r.CreatedAt });
            entity.HasIndex(r => r.State);
        }
    }
}

/// <summary>取り込む項目: which column or element of a source answers which field of a procedure. Made on a page, used again for the next file of the same source.</summary>
public sealed class ImportMapping
{
    public required string ProcedureCode { get; init; }

    public required string Source { get; init; }

    /// <summary>Target (a field's path, or one of the marks of an import) to column.</summary>
    public required string ColumnsJson { get; set; }

    public required string UpdatedBy { get; set; }

    public required DateTime UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ImportMapping>
    {
        public void Configure(EntityTypeBuilder<ImportMapping> entity)
        {
            entity.ToTable("ImportMappings");
            entity.HasKey(m => new { m.ProcedureCode, m.Source });
            entity.Property(m => m.ProcedureCode).HasMaxLength(64);
            entity.Property(m => m.Source).HasMaxLength(64);
            entity.Property(m => m.UpdatedBy).HasMaxLength(200);
        }
    }
}
