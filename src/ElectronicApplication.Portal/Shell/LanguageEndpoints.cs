using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Portal.Shell;

/// <summary>Choosing a language by a link, and back to the page where one was. A page that holds input has buttons of its own instead.</summary>
internal static class LanguageEndpoints
{
    public static void MapLanguages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/language/{code}", (HttpContext context, string code, string? returnTo) =>
        {
            if (Languages.IsKnown(code))
                Languages.Choose(context, code);
            return Pages.SeeOther(LocalPath.OrHome(returnTo));
        });
        // These pages are the answers of posts: whoever comes back to them by a link finds the page that the form stands on.
        pages.MapGet("/my/mail", () => Pages.SeeOther("/my"));
        pages.MapGet("/lookup/forget", () => Pages.SeeOther("/lookup"));
        pages.MapGet("/sign-out", () => Pages.SeeOther("/"));
        pages.MapGet("/card/return", () => Pages.SeeOther("/sign-in"));
        pages.MapGet("/submissions/{receiptNumber}/payment", (string receiptNumber) => Pages.SeeOther($"/submissions/{Uri.EscapeDataString(receiptNumber)}"));
    }
}
