using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer.Tests;

/// <summary>試験: applicants who are made up, runs by hand, and what of them was recorded as samples.</summary>
internal static class TestEndpoints
{
    private const int MaxName = 60;

    private static readonly Error NameNeeded = new("name-needed", ErrorKind.Unprocessable, "例の名前を入力してください（文字・数字・ハイフン、60 文字以内）。", "Give the sample a name of letters, digits and hyphens.");

    public static void MapTests(this RouteGroupBuilder one)
    {
        one.MapGet("/tests", ShowAsync);
        one.MapPost("/tests/drop", DropAsync).RequireToken();
        one.MapGet("/tests/try", BeginAsync);
        one.MapPost("/tests/try", TryAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string code, int? page, int? revision, OpenDesign open, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.ShownAsync(code, revision, DesignPost.Reviewer(context).Act(), null, cancel);
        return opened.Error is { } error ? frame.Error(context, error) : Show(opened.Value, page ?? 1, null);
    }

    private static async Task<IResult> DropAsync(HttpContext context, string code, OpenDesign open, EditDesign edit, StaffFrame frame, CancellationToken cancel)
    {
        var read = await DesignPost.ReadAsync(context, code, open, cancel);
        if (read.Error is { } hidden)
            return frame.Error(context, hidden);
        var post = read.Value;
        var edited = post.Posted.IsGenuine ? await edit.HandleAsync(new(code, post.Seen, [new SetSample(post["sample"], null)]), post.Act, cancel) : PostedForm.Stale;
        return edited.Error is { } error ? Show(post.Design, 1, error) : Pages.SeeOther($"{EditorPlace.Home(code)}/tests");
    }

    private static async Task<IResult> BeginAsync(HttpContext context, string code, string? from, OpenDesign open, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(code, DesignPost.Reviewer(context).Act(), null, cancel);
        return opened.Error is { } error ? frame.Error(context, error)
            : opened.Value.Plan is { } plan ? Show(context, TryRun.Begin(opened.Value, plan, from ?? ""))
            : Show(opened.Value, 1, null);
    }

    private static async Task<IResult> TryAsync(HttpContext context, string code, OpenDesign open, EditDesign edit, StaffFrame frame, CancellationToken cancel)
    {
        var read = await DesignPost.ReadAsync(context, code, open, cancel);
        if (read.Error is { } hidden)
            return frame.Error(context, hidden);
        var post = read.Value;
        if (post.Design.Plan is not { } plan)
            return Show(post.Design, 1, null);
        var run = TryRun.Read(post.Design, plan, post.Posted.Form) with { Name = post["name"].Trim(), ShowsIssues = post["op"].Length > 0 };
        if (!post.Posted.IsGenuine)
            return Show(context, run with { Error = PostedForm.Stale, Status = 400 });
        if (post["op"] != "record")
            return Show(context, run);
        if (FileName(run) is not { } file)
            return Show(context, run with { Error = NameNeeded, Status = 422 });
        var sample = new JsonObject { ["procedure"] = code, ["answers"] = run.Sent() };
        if (!run.HoldsOnAnyDay)
            sample.Insert(1, "on", run.Design.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var edited = await edit.HandleAsync(new(code, post.Seen, [new SetSample(file, sample)]), post.Act, cancel);
        return edited.Error is { } error
            ? Show(context, run with { Error = error, Status = ErrorResults.Status(error.Kind) })
            : Pages.SeeOther($"{EditorPlace.Home(code)}/tests#sample-{Uri.EscapeDataString(file)}");
    }

    /// <summary>The result stands in the name, as the lint and everybody else reads it; a name that is taken gets a number.</summary>
    private static string? FileName(TryRun run)
    {
        var name = string.Concat(run.Name.Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-');
        if (name.Length is 0 or > MaxName)
            return null;
        var kind = run.IsAccepted ? "accepted" : "refused";
        var file = $"{kind}-{name}.json";
        for (var n = 2; run.Design.Tree.Samples.ContainsKey(file); n++)
            file = $"{kind}-{name}-{n}.json";
        return file;
    }

    private static IResult Show(OpenedDesign design, int page, Error? error) => Pages.Show<TestsPage>(
        new { Design = design, Run = design.Plan is { } plan ? TestRun.Of(plan, design) : null, Number = page, Error = error }, error is null ? 200 : ErrorResults.Status(error.Kind));

    private static IResult Show(HttpContext context, TryRun run)
    {
        context.Response.Headers["X-Revision"] = EditorEndpoints.Stamp(run.Design.Stamp);
        return Pages.Fragment(context.Request) is not null ? Pages.Show<TryParts>(new { Run = run }, run.Status) : Pages.Show<TryPage>(new { Run = run }, run.Status);
    }
}
