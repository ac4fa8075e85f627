using System.Globalization;
using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using JapaneseCalendar = ElectronicApplication.Forms.JapaneseCalendar;

namespace ElectronicApplication.Staff.Intake;

/// <summary>What the page of the imports shows.</summary>
public sealed record ImportsView(Reviewer Reviewer, IReadOnlyList<ProcedureDefinition> Procedures, IReadOnlyList<ImportSummary> Runs, string Arrived)
{
    public ImportKind Kind { get; init; }

    public string? Procedure { get; init; }

    public string Source { get; init; } = "";

    public Error? Error { get; init; }
}

/// <summary>ファイルの取り込み: AI-OCR, packages of other portals, open cases of an older system.</summary>
internal static class ImportEndpoints
{
    /// <summary>So many are taken in before the page answers; the worker goes on with the rest.</summary>
    private const int AtOnce = 50;

    public static void MapImports(this RouteGroupBuilder staff)
    {
        staff.MapGet("/imports", ShowAsync);
        staff.MapPost("/imports", StartAsync).RequireToken().WithMetadata(new PaperEndpoints.ScanLimit());
        var one = staff.MapGroup("/imports/{id:guid}");
        one.MapGet("", ShowOneAsync);
        one.MapPost("/columns", RemapAsync).RequireToken();
        one.MapPost("/accept", AcceptAsync).RequireToken();
        one.MapPost("/cancel", CancelAsync).RequireToken();
    }

    public static string Url(Guid id) => $"/staff/imports/{id}";

    private static Task<IResult> ShowAsync(HttpContext context, Parts parts, CancellationToken cancel) => parts.ShowAsync(context, view => view, cancel);

    private static async Task<IResult> StartAsync(HttpContext context, StartImport start, Parts parts, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var kind = Enum.TryParse<ImportKind>(posted["kind"], out var named) && Enum.IsDefined(named) ? named : ImportKind.Ocr;
        var started = await BeginAsync(posted, kind, start, CaseEndpoints.Reviewer(context).Act(), cancel);
        return started.Error is { } error
            ? await parts.ShowAsync(context, view => view with { Error = error, Kind = kind, Procedure = posted["procedure"], Source = posted["source"], Arrived = posted["_arrived"] }, cancel)
            : Pages.SeeOther(Url(started.Value));
    }

    private static async Task<Result<Guid>> BeginAsync(PostedForm posted, ImportKind kind, StartImport start, Act act, CancellationToken cancel)
    {
        if (!posted.IsGenuine)
            return PostedForm.Stale;
        if (JapaneseCalendar.Parse(posted["_arrived"]) is not { } arrived)
            return IntakeErrors.ArrivalNotADay;
        List<ImportFile> files = [];
        foreach (var file in posted.Form.Files.GetFiles("files").Where(f => f.Length > 0))
            files.Add(new(file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..], await UploadedFile.ReadAsync(file, 256 * 1024 * 1024, cancel)));
        var source = posted["source"].Trim() is { Length: > 0 } typed ? typed : kind == ImportKind.Ocr ? "AI-OCR" : "";
        return await start.HandleAsync(new(kind, source, posted["procedure"], arrived, files), act, cancel);
    }

    private static Task<IResult> ShowOneAsync(HttpContext context, Guid id, int? after, Parts parts, CancellationToken cancel) => parts.ShowOneAsync(context, id, after ?? 0, null, cancel);

    private static async Task<IResult> RemapAsync(HttpContext context, Guid id, DecideImport decide, Parts parts, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var columns = posted.Form.Keys.Where(k => k.StartsWith("column.", StringComparison.Ordinal) && posted[k].Length > 0).Take(2000).ToDictionary(k => k["column.".Length..], k => posted[k]);
        return await AnswerAsync(context, id, posted, v => decide.RemapAsync(id, columns, v, CaseEndpoints.Reviewer(context).Act(), cancel), parts, cancel);
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, Guid id, DecideImport decide, TakeInImport takeIn, Parts parts, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        return await AnswerAsync(context, id, posted, async v =>
        {
            var accepted = await decide.AcceptAsync(id, v, CaseEndpoints.Reviewer(context).Act(), cancel);
            if (accepted.IsOk)
                await takeIn.StepAsync(id, AtOnce, cancel);
            return accepted;
        }, parts, cancel);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, Guid id, DecideImport decide, Parts parts, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        return await AnswerAsync(context, id, posted, v => decide.CancelAsync(id, v, CaseEndpoints.Reviewer(context).Act(), cancel), parts, cancel);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Guid id, PostedForm posted, Func<int, Task<Result<Done>>> work, Parts parts, CancellationToken cancel)
    {
        var version = int.TryParse(posted["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : -1;
        var done = posted.IsGenuine ? await work(version) : PostedForm.Stale;
        return done.Error is { } error ? await parts.ShowOneAsync(context, id, 0, error, cancel) : Pages.SeeOther(Url(id));
    }

    /// <summary>What the pages are put together of.</summary>
    internal sealed class Parts(ReadImport read, IntakeDesk desk, StaffFrame frame, TimeProvider time)
    {
        public async Task<IResult> ShowAsync(HttpContext context, Func<ImportsView, ImportsView> finish, CancellationToken cancel)
        {
            var reviewer = CaseEndpoints.Reviewer(context);
            var runs = await read.ListAsync(reviewer.Act(), cancel);
            if (runs.Error is { } refused)
                return frame.Error(context, refused);
            var view = finish(new(reviewer, await desk.ProceduresAsync(reviewer, cancel), runs.Value, JapaneseCalendar.Format(JapanTime.Today(time))));
            return Pages.Show<ImportsPage>(new { View = view }, view.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
        }

        public async Task<IResult> ShowOneAsync(HttpContext context, Guid id, int after, Error? error, CancellationToken cancel)
        {
            var opened = await read.HandleAsync(id, after, CaseEndpoints.Reviewer(context).Act(), cancel);
            return opened.Error is { } hidden ? frame.Error(context, hidden)
                : Pages.Show<ImportRunPage>(new { Import = opened.Value, After = after, Error = error }, error is null ? StatusCodes.Status200OK : ErrorResults.Status(error.Kind));
        }
    }
}

internal static class ImportWords
{
    /// <summary>Of a file; it goes with the last record that came in it.</summary>
    public static string Name(string fileName) => fileName.Length == 0 ? "（消去したファイル）" : fileName;

    public static string Japanese(ImportKind kind) => kind switch
    {
        ImportKind.Ocr => "AI-OCR の結果（CSV と画像）",
        ImportKind.Package => "ぴったりサービスなど他のポータル（ZIP、XML、CSV）",
        ImportKind.Migration => "以前のシステムの未処理の申請（CSV）",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Japanese(ImportState state) => state switch
    {
        ImportState.Preview => "確認待ち",
        ImportState.TakingIn => "取り込み中",
        ImportState.Done => "完了",
        ImportState.Cancelled => "取りやめ",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Japanese(IntakeState state) => state switch
    {
        IntakeState.Clean => "そのまま受付可",
        IntakeState.Doubtful => "確認が必要",
        IntakeState.Open => "入力待ち",
        IntakeState.Taken => "受付済み",
        IntakeState.Refused => "読めない行",
        IntakeState.Duplicate => "取込済みと同じ",
        IntakeState.Discarded => "取りやめ",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Tone(IntakeState state) => state switch
    {
        IntakeState.Clean or IntakeState.Taken => "good",
        IntakeState.Refused => "bad",
        IntakeState.Doubtful or IntakeState.Open => "warn",
        _ => "",
    };
}
