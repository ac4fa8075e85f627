using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Documents;

public enum IssueRunState { Running, Done }

public enum IssueItemState { Pending, Issued, Failed }

/// <summary>一括交付: a clerk's wish to issue one template for many cases. The worker does it, as often as it has to begin again.</summary>
public sealed class IssueRun
{
    public required Guid Id { get; init; }

    public required string ProcedureCode { get; init; }

    public required string Template { get; init; }

    public required string Title { get; init; }

    public required DocumentDelivery Delivery { get; init; }

    public required Guid AskedById { get; init; }

    public required string AskedBy { get; init; }

    public required DateTime At { get; init; }

    public required int Total { get; init; }

    public IssueRunState State { get; private set; }

    public DateTime? FinishedAt { get; private set; }

    /// <summary>Another worker may take it over after this moment.</summary>
    public DateTime ClaimedUntil { get; set; }

    internal void Finish(DateTime now) => (State, FinishedAt) = (IssueRunState.Done, now);

    internal sealed class Configuration : IEntityTypeConfiguration<IssueRun>
    {
        public void Configure(EntityTypeBuilder<IssueRun> entity)
        {
            entity.ToTable("IssueRuns");
            entity.Property(r => r.ProcedureCode).HasMaxLength(64);
            entity.Property(r => r.Template).HasMaxLength(40);
            entity.Property(r => r.Title).HasMaxLength(200);
            entity.Property(r => r.AskedBy).HasMaxLength(200);
            entity.HasIndex(r => new { r.State, r.At });
        }
    }
}

/// <summary>One case of a run. It is done together with the document, in one transaction.</summary>
public sealed class IssueRunItem
{
    public required Guid RunId { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>In the order in which they get their numbers.</summary>
    public required int Order { get; init; }

    public required string ReceiptNumber { get; init; }

    public IssueItemState State { get; private set; }

    public Guid? DocumentId { get; private set; }

    public string? NumberText { get; private set; }

    /// <summary>Why not, in words; no personal data but the name of a field and a character.</summary>
    public string? Problem { get; private set; }

    internal void Done(IssuedDocument document) => (State, DocumentId, NumberText, Problem) = (IssueItemState.Issued, document.Id, document.NumberText, null);

    internal void Fail(string problem) => (State, Problem) = (IssueItemState.Failed, problem.Length > 900 ? problem[..900] : problem);

    internal sealed class Configuration : IEntityTypeConfiguration<IssueRunItem>
    {
        public void Configure(EntityTypeBuilder<IssueRunItem> entity)
        {
            entity.ToTable("IssueRunItems");
            entity.HasKey(i => new { i.RunId, i.SubmissionId });
            entity.Property(i => i.ReceiptNumber).HasMaxLength(20);
            entity.Property(i => i.NumberText).HasMaxLength(100);
            entity.Property(i => i.Problem).HasMaxLength(1000);
            entity.Property(i => i.State).IsConcurrencyToken();
            entity.HasIndex(i => new { i.RunId, i.State, i.Order });
        }
    }
}
