using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Staff.Api;
using ElectronicApplication.Staff.Bulk;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Staff.CoreReports;
using ElectronicApplication.Staff.Decisions;
using ElectronicApplication.Staff.Deliveries;
using ElectronicApplication.Staff.Designer;
using ElectronicApplication.Staff.Designer.Publish;
using ElectronicApplication.Staff.Designer.Share;
using ElectronicApplication.Staff.Desk;
using ElectronicApplication.Staff.Payouts;
using ElectronicApplication.Staff.Records;
using ElectronicApplication.Staff.Intake;
using ElectronicApplication.Staff.Documents;
using ElectronicApplication.Staff.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff;

/// <summary>The officials' door.</summary>
public static class StaffDoor
{
    /// <summary>Name of the authentication scheme and of the policy that asks for it.</summary>
    public const string Scheme = "Staff";

    public static IServiceCollection AddStaff(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StaffOptions>().Bind(configuration.GetSection(StaffOptions.Section))
            .Validate(o => Uri.TryCreate(o.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", "Staff:PublicUrl must be an http(s) address.")
            .ValidateOnStart();
        services.AddStaffSignIn();
        services.AddScoped<DesignSheets>();
        services.AddDataProtection();
        services.AddSingleton<StaffCookies>().AddSingleton<StaffFrame>().AddScoped<CasePages>().AddScoped<DocumentsEndpoints.Lists>().AddScoped<DeliveriesEndpoints.Overview>();
        services.AddSingleton<ImportTickets>().AddScoped<ImportViews>().AddScoped<PublishReader>().AddScoped<PublishEndpoints.Parts>().AddScoped<RetireEndpoints.Parts>().AddScoped<PaperEndpoints.Parts>().AddScoped<ImportEndpoints.Parts>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, StaffAuthentication>(Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(Scheme, p => p.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        // Signing out is a post that ends at the provider; browsers hold the redirect against form-action.
        services.AddOptions<SecurityHeadersOptions>().Configure<IOptions<OpenIdOptions>>((headers, oidc) =>
            headers.FormActionOrigins.Add(new Uri(oidc.Value.Issuer).GetLeftPart(UriPartial.Authority)));
        services.AddOpenApi(StaffApi.Document, StaffApi.Describe);
        return services;
    }

    public static IEndpointRouteBuilder MapStaff(this IEndpointRouteBuilder endpoints)
    {
        // The policy stands on the group: an endpoint that nobody thought about is closed.
        var staff = endpoints.MapGroup("/staff").RequireAuthorization(Scheme);
        staff.MapSignIn();
        staff.MapDesk();
        staff.MapCases();
        staff.MapIntake();
        staff.MapDocuments();
        staff.MapAbsences();
        staff.MapBulk();
        staff.MapDeliveries();
        staff.MapUnmatchedReports();
        staff.MapPayouts();
        staff.MapRecords();
        staff.MapDesigner();
        staff.MapStaffApi();
        return endpoints;
    }
}

public sealed class StaffOptions
{
    public const string Section = "Staff";

    /// <summary>The address at which browsers reach this door, without "/staff".</summary>
    public string PublicUrl { get; set; } = "";

    internal Uri Address(string path) => new(new Uri(PublicUrl), path);
}
