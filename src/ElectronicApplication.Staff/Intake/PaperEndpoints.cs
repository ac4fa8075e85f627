using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Intake;

/// <summary>What the page of the pile shows.</summary>
public sealed record PaperView(Reviewer Reviewer, IReadOnlyList<ProcedureDefinition> Procedures, IReadOnlyList<IntakeLine> Pile, string Arrived)
{
    public string? Procedure { get; init; }

    public Error? Error { get; init; }

    public string? Received { get; init; }

    public string? Done { get; init; }
}

/// <summary>紙の申請: the pile, and how a new one is begun.</summary>
internal static class PaperEndpoints
{
    public static void MapPaper(this RouteGroupBuilder staff)
    {
        staff.MapGet("/paper", ShowAsync);
        staff.MapPost("/paper", StartAsync).RequireToken().WithMetadata(new ScanLimit());
        staff.MapGet("/submissions/{receiptNumber}/slip", SlipAsync);
    }

    private static Task<IResult> ShowAsync(HttpContext context, string? received, string? done, Parts parts, CancellationToken cancel) =>
        parts.ShowAsync(context, view => view with { Received = ReceiptNumber.Parse(received), Done = done == "put-away" ? "取りやめました。" : null }, cancel);

    private static async Task<IResult> StartAsync(HttpContext context, StartPaper start, Parts parts, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var started = await BeginAsync(posted, start, CaseEndpoints.Reviewer(context).Act(), cancel);
        return started.Error is { } error
            ? await parts.ShowAsync(context, view => view with { Error = error, Procedure = posted["procedure"], Arrived = posted["_arrived"] }, cancel)
            : Pages.SeeOther(KeyingEndpoints.Url(started.Value));
    }

    private static async Task<Result<Guid>> BeginAsync(PostedForm posted, StartPaper start, Act act, CancellationToken cancel)
    {
        if (!posted.IsGenuine)
            return PostedForm.Stale;
        if (JapaneseCalendar.Parse(posted["_arrived"]) is not { } arrived)
            return IntakeErrors.ArrivalNotADay;
        List<ScanFile> scans = [];
        foreach (var file in posted.Form.Files.GetFiles("scans").Where(f => f.Length > 0))
            scans.Add(new(file.FileName, await UploadedFile.ReadAsync(file, AttachFile.MaxBytes, cancel)));
        if (scans.Count == 0 && posted["op"] != "blank")
            return IntakeErrors.ScanNeeded;
        return await start.HandleAsync(new(posted["procedure"], arrived, posted["op"] == "blank" ? [] : scans), act, cancel);
    }

    private static async Task<IResult> SlipAsync(HttpContext context, string receiptNumber, PrintSlip print, StaffFrame frame, CancellationToken cancel)
    {
        var slip = await print.HandleAsync(receiptNumber, CaseEndpoints.Reviewer(context).Act(), cancel);
        return slip.Error is { } error ? frame.Error(context, error) : Pages.Show<SlipPage>(new { Slip = slip.Value });
    }

    /// <summary>What the page is put together of.</summary>
    internal sealed class Parts(ListIntake list, IntakeDesk desk, StaffFrame frame, TimeProvider time)
    {
        public async Task<IResult> ShowAsync(HttpContext context, Func<PaperView, PaperView> finish, CancellationToken cancel)
        {
            var reviewer = CaseEndpoints.Reviewer(context);
            var pile = await list.HandleAsync(reviewer.Act(), cancel);
            if (pile.Error is { } refused)
                return frame.Error(context, refused);
            var view = finish(new PaperView(reviewer, await desk.ProceduresAsync(reviewer, cancel), pile.Value, JapaneseCalendar.Format(JapanTime.Today(time))));
            return Pages.Show<PaperPage>(new { View = view }, view.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
        }
    }

    /// <summary>A whole pile of scans.</summary>
    internal sealed class ScanLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 256 * 1024 * 1024;
    }
}

internal static class UploadedFile
{
    /// <summary>No more than could be accepted at all: one byte more is refused by the use case, which names the limit.</summary>
    public static async Task<byte[]> ReadAsync(IFormFile file, long most, CancellationToken cancel)
    {
        var content = new byte[Math.Min(file.Length, most + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancel);
        return content;
    }
}
