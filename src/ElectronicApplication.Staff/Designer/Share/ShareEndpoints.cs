using System.Net.Mime;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff.Designer.Share;

/// <summary>書き出し・取り込み: a procedure as one file, for another municipality or for safekeeping.</summary>
internal static class ShareEndpoints
{
    public static Error Expired { get; } = new("import-expired", ErrorKind.Unprocessable, "取り込みの確認から時間がたったか、別の人の画面です。お手数ですが、もう一度ファイルを選んでください。", "The import was shown too long ago, or to somebody else. Choose the file again.");

    private static readonly Error FileNeeded = new("request-refused", ErrorKind.Unprocessable, "取り込むファイルを選んでください。", "Choose a file.")
    {
        Fields = [new("file", "required", "取り込むファイルを選んでください。", "Choose a file.")],
    };

    public static void MapShare(this RouteGroupBuilder one)
    {
        one.MapGet("/share", ShowAsync);
        one.MapGet("/share/export", ExportAsync);
        one.MapPost("/share/import", BringAsync).RequireToken();
        one.MapPost("/share/confirm", ConfirmAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string code, string? done, OpenDesign open, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(code, DesignPost.Reviewer(context).Act(), null, cancel);
        return opened.Error is { } error ? frame.Error(context, error)
            : Pages.Show<SharePage>(new { Design = opened.Value, Done = done is null ? null : "取り込みました。点検して、確かめる印の付いた項目を見てください。元に戻すこともできます。" });
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string code, OpenDesign open, ExportDesign export, IOptions<SiteOptions> site, StaffFrame frame, CancellationToken cancel)
    {
        var act = DesignPost.Reviewer(context).Act();
        var opened = await open.HandleAsync(code, act, null, cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        var exported = await export.HandleAsync(code, site.Value.Municipality, act, cancel);
        return exported.Error is { } error ? Show(opened.Value, error) : Results.File(exported.Value.Zip, MediaTypeNames.Application.Zip, exported.Value.FileName);
    }

    private static async Task<IResult> BringAsync(HttpContext context, string code, OpenDesign open, ImportViews views, StaffFrame frame, CancellationToken cancel)
    {
        var read = await DesignPost.ReadAsync(context, code, open, cancel);
        if (read.Error is { } hidden)
            return frame.Error(context, hidden);
        var post = read.Value;
        var brought = !post.Posted.IsGenuine ? PostedForm.Stale
            : !post.Design.Reviewer.MayDesign ? DesignErrors.AuthorNeeded
            : post.Posted.Form.Files.GetFile("file") is { Length: > 0 } file ? await ImportedFile.ReadAsync(file, post.Design.Tree, cancel)
            : FileNeeded;
        if (brought.Error is { } error)
            return Show(post.Design, error);
        var view = await views.MakeAsync(brought.Value, post.Design, null, post.Posted.Form, post.Design.Reviewer, cancel);
        return view.Error is { } refused ? Show(post.Design, refused) : Pages.Show<ImportPage>(new { View = view.Value });
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, string code, OpenDesign open, ImportViews views, ImportTickets tickets, StartDesign start, StaffFrame frame, CancellationToken cancel)
    {
        var read = await DesignPost.ReadAsync(context, code, open, cancel);
        if (read.Error is { } hidden)
            return frame.Error(context, hidden);
        var post = read.Value;
        if (tickets.Read(post.Posted.Form, code, post.Design.Reviewer) is not { } brought)
            return Show(post.Design, Expired);
        var made = await views.MakeAsync(brought, post.Design, null, post.Posted.Form, post.Design.Reviewer, cancel);
        if (made.Error is { } refused)
            return Show(post.Design, refused);
        var view = made.Value;
        if (post["op"] != "take" || !post.Posted.IsGenuine)
            return Pages.Show<ImportPage>(new { View = post.Posted.IsGenuine ? view : view with { Error = PostedForm.Stale } });
        var taken = await start.ReplaceAsync(code, post.Seen, view.Result, $"ファイル「{brought.FileName}」から取り込み", post.Act, cancel);
        // Shown anew against what stands now: whoever was first is not overwritten.
        return taken.Error is { } error ? Pages.Show<ImportPage>(new { View = view with { Error = error } }, ErrorResults.Status(error.Kind)) : Pages.SeeOther($"{EditorPlace.Home(code)}/share?done=1");
    }

    private static IResult Show(OpenedDesign design, Error error) => Pages.Show<SharePage>(new { Design = design, Error = error }, ErrorResults.Status(error.Kind));
}
