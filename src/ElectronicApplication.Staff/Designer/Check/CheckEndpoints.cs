using ElectronicApplication.Core.Designs;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer.Check;

/// <summary>点検: the whole check with trying out answers, which the editor's own bar does without.</summary>
internal static class CheckEndpoints
{
    public static void MapCheck(this RouteGroupBuilder one) => one.MapGet("/check", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, string code, int? revision, OpenDesign open, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.ShownAsync(code, revision, DesignPost.Reviewer(context).Act(), null, cancel);
        return opened.Error is { } error ? frame.Error(context, error)
            : Pages.Show<CheckPage>(new { Design = opened.Value, Report = DefinitionLint.Check(opened.Value.Files, opened.Value.Today) });
    }
}
