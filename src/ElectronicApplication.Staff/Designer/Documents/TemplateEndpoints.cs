using System.Globalization;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Documents;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>交付文書: the templates of a procedure's notices and certificates, edited in rows beside the page as it will be.</summary>
internal static class TemplateEndpoints
{
    private const string List = "/documents";

    /// <summary>More are on the page of tests; here they are for looking.</summary>
    internal const int MadeUp = 8;

    public static void MapTemplates(this RouteGroupBuilder one)
    {
        one.MapGet("/documents", (HttpContext context, string code, DesignSheets sheets, CancellationToken cancel) => sheets.ShowAsync(context, code, List, "procedure", ShowList, cancel));
        one.MapPost("/documents", (HttpContext context, string code, DesignSheets sheets, CancellationToken cancel) =>
            sheets.PostAsync(context, code, List, "procedure", TemplatePost.Add, ShowList, cancel)).RequireToken();
        one.MapGet("/documents/{n:int}", (HttpContext context, string code, int n, DesignSheets sheets, CancellationToken cancel) =>
            sheets.ShowAsync(context, code, Page(context, n), "procedure", view => Show(context, view, n), cancel));
        one.MapPost("/documents/{n:int}", (HttpContext context, string code, int n, DesignSheets sheets, CancellationToken cancel) =>
            sheets.PostAsync(context, code, Page(context, n), "procedure", post => TemplatePost.Read(post, n), view => Show(context, view, n), cancel)).RequireToken();
        one.MapGet("/documents/{n:int}/preview.pdf", PreviewAsync);
    }

    private static IResult ShowList(EditorView view) => Pages.Show<TemplatesPage>(new { View = view }, view.Status);

    private static IResult? Show(HttpContext context, EditorView view, int n)
    {
        if (TemplatePost.Of(view.Design.Tree.Procedure).ElementAtOrDefault(n - 1) is not { } document)
            return null;
        // Conditions are written about the procedure: the boxes ask its place.
        return Pages.Show<TemplatePage>(new { View = view with { Place = view.Place with { At = "procedure" } }, Document = document, N = n, Example = Example(context) }, view.Status);
    }

    /// <summary>The page as it will be, for a made-up applicant; by revision, so that each change shows.</summary>
    private static async Task<IResult> PreviewAsync(HttpContext context, string code, int n, OpenDesign open, TryTemplate template, StaffFrame frame, TimeProvider time, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(code, context.Features.GetRequiredFeature<Reviewer>().Act(), null, cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        var plan = FormSketch.Of(opened.Value).Plan;
        if (plan is null || Definition(opened.Value, n) is not { } definition)
            return frame.Error(context, NoPreview);
        var examples = MappingExample.Of(opened.Value.Tree, plan, JapanTime.Today(time), MadeUp);
        var drawn = template.Draw(definition, plan, (examples.ElementAtOrDefault(Example(context)) ?? examples.FirstOrDefault())?.Answers ?? [], opened.Value.Tree.Procedure["appeal"]);
        return drawn.Error is { } error ? frame.Error(context, error) : new AttachmentResult(new("見本.pdf", FetchDocument.ContentType, drawn.Value)) { InFrame = true };
    }

    private static DocumentDefinition? Definition(OpenedDesign design, int n) => design.Compiled.Procedure?.Documents.ElementAtOrDefault(n - 1);

    private static Error NoPreview { get; } = new("no-preview", ErrorKind.Unprocessable, "手続の定義に誤りがあるため、見本を作れません。「点検」で確かめてください。", "The definition has mistakes; there is no preview.");

    private static string Page(HttpContext context, int n) => string.Create(CultureInfo.InvariantCulture, $"{List}/{n}{(Example(context) is var example and > 0 ? $"?example={example}" : "")}");

    private static int Example(HttpContext context) => int.TryParse(context.Request.Query["example"], NumberStyles.None, CultureInfo.InvariantCulture, out var example) && example < 1_000 ? example : 0;
}
