using System.Security.Cryptography;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.CoreReports;

public sealed record OpenedReport(CoreReport Report, CoreReportContent Content)
{
    /// <summary>What a decision that is reported would make of the case.</summary>
    public SubmissionStatus? Proposed => Content.Decision is { } decision ? HandleCoreReport.OutcomeOf(decision.Outcome) : null;
}

/// <param name="ResidentNumber">宛名番号 of the holder; null while nobody knows it.</param>
public sealed record CaseReports(IReadOnlyList<OpenedReport> Reports, string? ResidentNumber);

/// <summary>Reads the reports of a submission. It does not ask who is asking: every caller authorises first.</summary>
public sealed class ReadCoreReports(AppDbContext db, ResidentLinks residents, Envelope envelope)
{
    /// <summary>The newest first.</summary>
    public async Task<CaseReports> OfAsync(Submission submission, CancellationToken cancel)
    {
        var rows = await db.Set<CoreReport>().AsNoTracking().Where(r => r.SubmissionId == submission.Id && r.State != CoreReportState.Waiting && r.State != CoreReportState.Unmatched)
            .OrderByDescending(r => r.OccurredAt).ThenByDescending(r => r.Id).ToListAsync(cancel);
        return new(rows.ConvertAll(Open), await residents.FindAsync(submission, cancel));
    }

    /// <summary>What the applicant is shown: the newest status of each system, and documents.</summary>
    public async Task<IReadOnlyList<OpenedReport>> ForApplicantAsync(Submission submission, CancellationToken cancel)
    {
        if (submission.ErasedAt is not null)
            return [];
        var rows = await db.Set<CoreReport>().AsNoTracking().Where(r => r.SubmissionId == submission.Id && r.ForApplicant).OrderByDescending(r => r.OccurredAt).ThenByDescending(r => r.Id).ToListAsync(cancel);
        return [.. rows.Where(r => r.Kind == ReportKind.Status).DistinctBy(r => r.Target).Concat(rows.Where(r => r.Kind == ReportKind.Document)).Select(Open)];
    }

    /// <summary>An open proposal of a decision; null when there is none any more.</summary>
    public async Task<OpenedReport?> ProposalAsync(Guid submissionId, Guid id, CancellationToken cancel) =>
        await db.Set<CoreReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.SubmissionId == submissionId && r.State == CoreReportState.Open && r.Kind == ReportKind.Decision, cancel) is { } row ? Open(row) : null;

    internal OpenedReport Open(CoreReport row) => new(row, envelope.Open(row.Key).DecryptJson<CoreReportContent>(row.ContentCipher, row.Binding));

    internal async Task<AttachmentContent> FileAsync(CoreReport row, CancellationToken cancel)
    {
        var file = await db.Set<CoreReportFile>().AsNoTracking().SingleAsync(f => f.ReportId == row.Id, cancel);
        var document = Open(row).Content.Document!;
        var bytes = envelope.Open(row.Key).Decrypt(file.FileCipher, CoreReportFile.BindingOf(row.Id));
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == document.Sha256 ? new(document.Name, document.ContentType, bytes)
            : throw new CryptographicException($"The file of the report {row.Id} is not what came.");
    }
}
