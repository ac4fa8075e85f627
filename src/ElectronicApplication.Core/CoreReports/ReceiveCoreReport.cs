using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>
/// Takes in what a core system reports: first the row is saved, whatever it says, then it takes effect. When this returns, the report is kept here and need not
/// be sent again; what could not take effect just now is tried again by <see cref="CoreReportSweep"/>.
/// </summary>
public sealed partial class ReceiveCoreReport(AppDbContext db, HandleCoreReport handle, Envelope envelope, TimeProvider time, ILogger<ReceiveCoreReport> log)
{
    /// <summary>What cannot be read is kept up to here, in UTF-16 units.</summary>
    private const int MaxRaw = 1024 * 1024;

    /// <returns>False when it has come before.</returns>
    public async Task<bool> HandleAsync(CoreSystemReported report, CancellationToken cancel)
    {
        var file = report.Document?.Content ?? [];
        var document = report.Document is null ? null
            : new CoreReportDocument(OneLine(report.Document.Name), FileKind.Find(file) ?? "", file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
        var content = new CoreReportContent(report.Status, report.Decision, document, report.Person);
        return await SaveAsync(report.MessageId, report.Target, report.ExternalId, report.Kind, report.OccurredAt, content, file.Length is > 0 and <= ReportedDocument.MaxBytes ? file : null, cancel);
    }

    /// <summary>What a core system gave as a report and is none. The same text again is the same message.</summary>
    public Task<bool> KeepUnreadableAsync(string target, string raw, CancellationToken cancel) =>
        SaveAsync(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(raw))[..16]), target, "", ReportKind.Status, time.GetUtcNow(), new(null, null, null, null, raw.Length > MaxRaw ? raw[..MaxRaw] : raw), null, cancel);

    private async Task<bool> SaveAsync(
        Guid messageId, string? target, string? externalId, ReportKind kind, DateTimeOffset occurred, CoreReportContent content, byte[]? file, CancellationToken cancel)
    {
        var (now, from) = (time.GetUtcNow(), Bounded(target, 64));
        if (await db.Set<CoreReport>().AnyAsync(r => r.Target == from && r.MessageId == messageId, cancel))
            return false;
        var id = Guid.CreateVersion7(now);
        var key = envelope.Create(out var wrapped);
        db.Add(new CoreReport
        {
            Id = id, MessageId = messageId, Target = from, ExternalId = Bounded(externalId, 100), Kind = kind, ReceivedAt = now.UtcDateTime, Key = wrapped,
            // A clock that is far off says nothing.
            OccurredAt = (occurred - now).Duration() < TimeSpan.FromDays(3650) && occurred < now.AddDays(1) ? occurred.UtcDateTime : now.UtcDateTime,
            ContentCipher = key.EncryptJson(content, CoreReport.BindingOf(id)),
        });
        if (file is not null)
            db.Add(new CoreReportFile { ReportId = id, FileCipher = key.Encrypt(file, CoreReportFile.BindingOf(id)) });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // The same message on two ways at once: the other one is kept.
            db.ChangeTracker.Clear();
            if (!await db.Set<CoreReport>().AnyAsync(r => r.Target == from && r.MessageId == messageId, cancel))
                throw;
            return false;
        }
        try
        {
            await handle.HandleAsync(id, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogWaits(log, id, from, e);
        }
        return true;
    }

    private static string OneLine(string? text) => new([.. (text ?? "").Select(c => char.IsControl(c) || c is '/' or '\\' ? ' ' : c)]);

    private static string Bounded(string? text, int most) => OneLine(text).Trim() is var line && line.Length <= most ? line : line[..most];

    [LoggerMessage(Level = LogLevel.Error, Message = "Report {ReportId} of {Target} is kept and could not take effect; it is tried again.")]
    private static partial void LogWaits(ILogger log, Guid reportId, string target, Exception e);
}
