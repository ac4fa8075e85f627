using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <param name="Scans">One paper form each; none of them: one form is keyed without a picture.</param>
/// <param name="ArrivedOn">The day on which the papers came in.</param>
public sealed record StartPaperRequest(string Procedure, DateOnly ArrivedOn, IReadOnlyList<ScanFile> Scans);

public sealed record ScanFile(string Name, byte[] Content);

/// <summary>Makes the pile of paper forms that are to be keyed, each with its scan beside it.</summary>
public sealed class StartPaper(AppDbContext db, IntakeDesk desk, ProcedureCatalog catalog, AttachFile attach, Envelope envelope, TimeProvider time)
{
    public const int MostScans = 50;
    internal const int OldestDays = 366;

    /// <summary>Papers do not expire as drafts of citizens do.</summary>
    internal const int KeptYears = 10;

    /// <returns>The first of the pile.</returns>
    public async Task<Result<Guid>> HandleAsync(StartPaperRequest request, Act act, CancellationToken cancel)
    {
        var who = await desk.ReceiverAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await catalog.FindAsync(request.Procedure, cancel) is not { } version || !who.Value.Sees(version.Procedure.Office, version.Procedure.Code))
            return IntakeErrors.ProcedureNeeded;
        if (ArrivalRefused(request.ArrivedOn) is { } day)
            return day;
        if (request.Scans.Count > MostScans)
            return IntakeErrors.TooManyScans(MostScans);
        // All files are looked at before the first is kept: half a pile would be keyed twice.
        foreach (var scan in request.Scans)
            if (Refused(scan) is { } wrong)
                return wrong;

        List<Guid> ids = [];
        for (var i = 0; i < Math.Max(1, request.Scans.Count); i++)
        {
            var (item, draft) = Rows(version, Channel.Paper, request.ArrivedOn);
            item.Begin(IntakeState.Open);
            db.AddRange(item, draft);
            ids.Add(item.Id);
        }
        await db.SaveChangesAsync(cancel);
        for (var i = 0; i < request.Scans.Count; i++)
            await attach.ScanAsync(ids[i], request.Scans[i].Name, request.Scans[i].Content, cancel);
        return ids[0];
    }

    internal Error? ArrivalRefused(DateOnly day) =>
        JapanTime.Today(time) is var today && (day > today || day < today.AddDays(-OldestDays)) ? IntakeErrors.ArrivalOutOfRange : null;

    /// <summary>An item and the draft of the same id.</summary>
    /// <param name="read">The row of a file that it comes from.</param>
    internal (IntakeItem Item, Draft Draft) Rows(CompiledVersion version, Channel channel, DateOnly arrivedOn, ImportRun? run = null, ReadRow? read = null)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var key = envelope.Create(out var wrapped);
        return (new IntakeItem
        {
            Id = id, Channel = channel, RunId = run?.Id, Line = read?.Row.Line ?? 0, ProcedureCode = version.Procedure.Code, OfficeId = version.Procedure.Office, CreatedAt = now.UtcDateTime, ArrivedOn = arrivedOn,
            Source = run?.Source, ExternalNumber = read?.Number is { Length: <= 100 } number ? number : null, TakenInAs = read?.Status ?? SubmissionStatus.Received,
        }, new Draft
        {
            Id = id, ProcedureCode = version.Procedure.Code, FormVersionId = version.Id, Key = wrapped, AnswersCipher = key.EncryptJson(read?.Answers ?? [], $"draft.answers:{id:N}"),
            CreatedAt = now.UtcDateTime, UpdatedAt = now.UtcDateTime, ExpiresAt = now.UtcDateTime.AddYears(KeptYears),
        });
    }

    private static Error? Refused(ScanFile scan) =>
        scan.Content.LongLength > AttachFile.MaxBytes ? Named(scan, SubmissionErrors.FileTooLarge("scans", AttachFile.MaxBytes))
        : FileKind.Find(scan.Content) is not ("application/pdf" or "image/jpeg" or "image/png") ? Named(scan, SubmissionErrors.FileKindRefused("scans", []))
        : null;

    private static Error Named(ScanFile scan, Error error) => IntakeErrors.Field("scans", error.Code, $"「{scan.Name}」：{error.Message}", $"“{scan.Name}”: {error.MessageEn}");
}
