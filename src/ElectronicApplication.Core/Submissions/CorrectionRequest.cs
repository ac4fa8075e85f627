using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

public enum CorrectionState { Open, Answered, Cancelled, Lapsed }

/// <summary>補正依頼 (行政手続法 7 条): what the office asks the applicant to mend, and by when. At most one of a submission is open.</summary>
public sealed class CorrectionRequest
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>A <see cref="CorrectionContent"/>, encrypted under the submission's data key.</summary>
    public required byte[] ContentCipher { get; init; }

    public CorrectionState State { get; private set; }

    public required string AskedBy { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>Until this moment a correction is taken; the end of a day in Japan.</summary>
    public required DateTime DueAt { get; init; }

    public DateTime? RemindedAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    public int Version { get; private set; }

    public string Binding => BindingOf(Id);

    public static string BindingOf(Guid id) => $"correction:{id:N}";

    public void Remind(DateTime now) => (RemindedAt, Version) = (now, Version + 1);

    /// <returns>False when it was closed before.</returns>
    public bool Close(CorrectionState state, DateTime now)
    {
        if (State != CorrectionState.Open)
            return false;
        (State, ClosedAt, Version) = (state, now, Version + 1);
        return true;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<CorrectionRequest>
    {
        public void Configure(EntityTypeBuilder<CorrectionRequest> entity)
        {
            entity.ToTable("CorrectionRequests");
            entity.Property(c => c.AskedBy).HasMaxLength(200);
            entity.Property(c => c.Version).IsConcurrencyToken();
            entity.HasIndex(c => c.SubmissionId);
            entity.HasIndex(c => new { c.State, c.DueAt });
        }
    }
}

/// <param name="Message">To the applicant, about the whole; may be empty.</param>
public sealed record CorrectionContent(string Message, IReadOnlyList<CorrectionMark> Marks);

/// <param name="Path">The field or the inner field of a row: "mail", "children[0].name". What is opened for correction is the field of the page in which it begins.</param>
/// <param name="Text">What is wrong with it and how to mend it, in one sentence.</param>
public sealed record CorrectionMark(string Path, string Text);

public sealed record OpenedCorrection(CorrectionRequest Request, CorrectionContent Content);
