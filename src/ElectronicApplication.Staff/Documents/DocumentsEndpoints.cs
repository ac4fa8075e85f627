using System.Globalization;
using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Documents;

/// <summary>交付と郵送: what is to be posted, what is issued in bulk, the city's seal.</summary>
internal static class DocumentsEndpoints
{
    public static void MapDocuments(this RouteGroupBuilder staff)
    {
        var documents = staff.MapGroup("/documents");
        documents.MapGet("", (HttpContext context, int? posted, Lists lists, CancellationToken cancel) => lists.ShowAsync(context, posted is { } n ? $"{n}件を発送済みにしました。申請者のページにも表示します。" : null, cancel));
        documents.MapPost("", PostAsync).RequireToken();
        documents.MapGet("/bulk/{procedure}/{template}", AskBulkAsync);
        documents.MapPost("/bulk/{procedure}/{template}", StartBulkAsync).RequireToken();
        documents.MapGet("/runs/{id:guid}", RunAsync);
        documents.MapGet("/seal", (HttpContext context, string? done, KeepSeal seal, StaffFrame frame, CancellationToken cancel) => ShowSealAsync(context, seal, frame, done == "1", null, cancel));
        documents.MapGet("/seal/image", SealImageAsync);
        documents.MapPost("/seal", PutSealAsync).RequireToken();
    }

    /// <summary>The page of the lists, by itself or after something failed.</summary>
    internal sealed class Lists(ListDocuments list, StaffFrame frame, TimeProvider time)
    {
        public Task<IResult> ShowAsync(HttpContext context, string? done, CancellationToken cancel) => ShowAsync(context, null, done, null, cancel);

        public async Task<IResult> ShowAsync(HttpContext context, PostedForm? form, string? done, Error? error, CancellationToken cancel)
        {
            var reviewer = Reviewer(context);
            var toPost = await list.ToPostAsync(reviewer.Act(), cancel);
            if (toPost.Error is { } refused)
                return frame.Error(context, refused);
            var templates = await list.TemplatesAsync(reviewer.Act(), cancel);
            return Pages.Show<DocumentsPage>(new
            {
                Reviewer = reviewer, ToPost = toPost.Value, Templates = templates.Value, Runs = await list.RunsAsync(reviewer.Act(), cancel), Done = done, Error = error, Chosen = form is null ? null : (IReadOnlySet<Guid>)Ids(form).ToHashSet(), Reason = form?["reason"],
                Day = form?["day"] is { Length: > 0 } day ? day : JapanTime.Today(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            }, error is null ? 200 : ErrorResults.Status(error.Kind));
        }
    }

    private static async Task<IResult> PostAsync(HttpContext context, PrintDocuments print, Lists lists, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        if (!form.IsGenuine)
            return await lists.ShowAsync(context, form, null, PostedForm.Stale, cancel);
        var (ids, act) = (Ids(form), Reviewer(context).Act());
        if (form["op"] == "posted")
        {
            var day = DateOnly.TryParseExact(form["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : DateOnly.MinValue;
            var marked = await print.MarkPostedAsync(ids, day, act, cancel);
            return marked.Error is { } refused ? await lists.ShowAsync(context, form, null, refused, cancel)
                : Pages.SeeOther($"{StaffFrame.DocumentsUrl}?posted={marked.Value.ToString(CultureInfo.InvariantCulture)}");
        }
        var kind = form["op"] switch { "labels12" => PrintKind.Labels12, "labels24" => PrintKind.Labels24, "enclosures" => PrintKind.Enclosures, _ => PrintKind.Documents };
        var printed = await print.HandleAsync(new(ids, kind, form["reason"]), act, cancel);
        return printed.Error is { } error ? await lists.ShowAsync(context, form, null, error, cancel) : new AttachmentResult(new(printed.Value.Name, printed.Value.ContentType, printed.Value.Bytes));
    }

    private static async Task<IResult> AskBulkAsync(HttpContext context, string procedure, string template, IssueInBulk bulk, StaffFrame frame, CancellationToken cancel)
    {
        var found = await bulk.CandidatesAsync(procedure, template, Reviewer(context).Act(), cancel);
        if (found.Error is { } error)
            return frame.Error(context, error);
        return Pages.Show<BulkPage>(new { Candidates = found.Value, Address = BulkUrl(procedure, template), Run = Guid.CreateVersion7() });
    }

    private static async Task<IResult> StartBulkAsync(HttpContext context, string procedure, string template, IssueInBulk bulk, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = Reviewer(context).Act();
        var found = await bulk.CandidatesAsync(procedure, template, act, cancel);
        if (found.Error is { } hidden)
            return frame.Error(context, hidden);
        var (run, post) = (Guid.TryParse(form["run"], out var given) ? given : Guid.CreateVersion7(), form["delivery"] == "post");
        var chosen = form.Form["number"].OfType<string>().ToHashSet();
        Error? error = form.IsGenuine ? null : PostedForm.Stale;
        if (error is null)
        {
            var numbers = form["all"] == "true" ? found.Value.Cases.Select(c => c.ReceiptNumber) : chosen;
            var started = await bulk.HandleAsync(new(run, procedure, template, [.. numbers], post ? DocumentDelivery.Post : DocumentDelivery.Portal), act, cancel);
            if (started.IsOk)
                return Pages.SeeOther($"{StaffFrame.DocumentsUrl}/runs/{started.Value}");
            error = started.Error!;
        }
        return Pages.Show<BulkPage>(new { Candidates = found.Value, Address = BulkUrl(procedure, template), Run = run, Chosen = (IReadOnlySet<string>)chosen, Post = post, Error = error }, ErrorResults.Status(error.Kind));
    }

    private static async Task<IResult> RunAsync(HttpContext context, Guid id, IssueInBulk bulk, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await bulk.OpenAsync(id, Reviewer(context).Act(), cancel);
        return opened.Error is { } error ? frame.Error(context, error) : Pages.Show<RunPage>(new { Opened = opened.Value });
    }

    private static async Task<IResult> ShowSealAsync(HttpContext context, KeepSeal seal, StaffFrame frame, bool done, Error? error, CancellationToken cancel)
    {
        var standing = await seal.StandingAsync(Reviewer(context).Act(), cancel);
        return standing.Error is { } refused ? frame.Error(context, refused)
            : Pages.Show<SealPage>(new { Reviewer = Reviewer(context), Standing = standing.Value, Done = done, Error = error }, error is null ? 200 : ErrorResults.Status(error.Kind));
    }

    private static async Task<IResult> SealImageAsync(HttpContext context, KeepSeal seal, StaffFrame frame, CancellationToken cancel)
    {
        var image = await seal.ImageAsync(Reviewer(context).Act(), cancel);
        return image.Error is { } error ? frame.Error(context, error) : new AttachmentResult(new("seal.png", "image/png", image.Value));
    }

    private static async Task<IResult> PutSealAsync(HttpContext context, KeepSeal seal, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        if (!form.IsGenuine)
            return await ShowSealAsync(context, seal, frame, false, PostedForm.Stale, cancel);
        var bytes = Array.Empty<byte>();
        if (form.Form.Files["seal"] is { Length: > 0 and <= 2 * KeepSeal.MaxBytes } file)
        {
            using var stream = new MemoryStream();
            await file.CopyToAsync(stream, cancel);
            bytes = stream.ToArray();
        }
        var put = await seal.PutAsync(bytes, Reviewer(context).Act(), cancel);
        return put.Error is { } error ? await ShowSealAsync(context, seal, frame, false, error, cancel) : Pages.SeeOther(StaffFrame.DocumentsUrl + "/seal?done=1");
    }

    private static List<Guid> Ids(PostedForm form) => [.. form.Form["id"].Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    private static string BulkUrl(string procedure, string template) => $"{StaffFrame.DocumentsUrl}/bulk/{Uri.EscapeDataString(procedure)}/{Uri.EscapeDataString(template)}";

    private static Reviewer Reviewer(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>();
}
