using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Portal.Help;

internal static class HelpEndpoints
{
    public static void MapHelp(this IEndpointRouteBuilder pages) => pages.MapGet("/help", () => Pages.Show<HelpPage>());
}
