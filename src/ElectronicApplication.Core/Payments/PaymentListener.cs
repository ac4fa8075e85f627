using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Payments;

/// <summary>A submission was withdrawn: what was paid for it goes back, what was not must not be paid any more. Deleted when that is settled.</summary>
public sealed class PaymentRelease
{
    public required Guid SubmissionId { get; init; }

    public required DateTime CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PaymentRelease>
    {
        public void Configure(EntityTypeBuilder<PaymentRelease> entity)
        {
            entity.ToTable("PaymentReleases");
            entity.HasKey(r => r.SubmissionId);
            entity.HasIndex(r => r.CreatedAt);
        }
    }
}

/// <summary>A submission was granted whose fee is due after the review: the applicant must be asked for it. Deleted when that is done.</summary>
public sealed class FeeOrder
{
    public required Guid SubmissionId { get; init; }

    public required DateTime CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FeeOrder>
    {
        public void Configure(EntityTypeBuilder<FeeOrder> entity)
        {
            entity.ToTable("FeeOrders");
            entity.HasKey(o => o.SubmissionId);
            entity.HasIndex(o => o.CreatedAt);
        }
    }
}

/// <summary>Notes, in the transaction of the fact, that a fee is owed, or not any more.</summary>
public sealed class PaymentListener(ProcedureCatalog catalog) : IFactListener
{
    public IEnumerable<object> RowsFor(IFact fact)
    {
        if (fact is PaymentRequested asked)
            yield return new Payment
            {
                Id = Guid.CreateVersion7(fact.OccurredAt), SubmissionId = fact.SubmissionId, AmountYen = asked.AmountYen,
                CreatedAt = fact.OccurredAt.UtcDateTime, CheckAt = fact.OccurredAt.UtcDateTime,
            };
        else if (fact is SubmissionDecided { Decision: nameof(SubmissionStatus.Granted) } decided && catalog.Version(decided.FormVersionId).Procedure.Fee?.Due == FeeDue.AfterReview)
            yield return new FeeOrder { SubmissionId = fact.SubmissionId, CreatedAt = fact.OccurredAt.UtcDateTime };
        else if (fact is SubmissionWithdrawn withdrawn && catalog.Version(withdrawn.FormVersionId).Procedure.Fee is not null)
            yield return new PaymentRelease { SubmissionId = fact.SubmissionId, CreatedAt = fact.OccurredAt.UtcDateTime };
    }
}
