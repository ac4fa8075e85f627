using ElectronicApplication.Portal.Api;
using ElectronicApplication.Portal.Catalogue;
using ElectronicApplication.Portal.Documents;
using ElectronicApplication.Portal.Drafts;
using ElectronicApplication.Portal.Help;
using ElectronicApplication.Portal.Payments;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Portal.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Portal;

/// <summary>The citizen's door: pages, submission API, sign-in with the card, payment.</summary>
public static class PortalDoor
{
    /// <summary>Finds out who is signed in, and lets everybody pass.</summary>
    internal const string AnyVisitor = "AnyVisitor";

    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCitizenSignIn();
        services.AddAuthorizationBuilder().AddPolicy(AnyVisitor, p => p.AddAuthenticationSchemes(CitizenSignIn.Scheme).RequireAssertion(_ => true));
        return services.AddSingleton<AccessCookie>().AddSingleton<VerifyLimit>().AddScoped<SubmissionMoney>().AddSingleton(new Phrases(PortalPhrases.All)).AddSubmissionApi();
    }

    public static IEndpointRouteBuilder MapPortal(this IEndpointRouteBuilder endpoints)
    {
        // Antiforgery tokens are bound to the person: every page must know who that is, whether it needs to or not.
        var pages = endpoints.MapGroup("").RequireAuthorization(AnyVisitor);
        pages.MapCatalogue();
        pages.MapDrafts();
        pages.MapSubmissions();
        pages.MapDocuments();
        pages.MapHelp();
        pages.MapLanguages();
        pages.MapSignIn();
        pages.MapPayments();
        endpoints.MapSubmissionApi();
        return endpoints;
    }
}
