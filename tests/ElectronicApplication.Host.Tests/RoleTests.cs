using ElectronicApplication.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Host.Tests;

/// <summary>Each role maps its own endpoints and no others.</summary>
public sealed class RoleTests
{
    [Theory]
    [InlineData("Portal,Sandbox", true, false)]
    [InlineData("Staff,Sandbox", false, true)]
    [InlineData("Worker,Sandbox", false, false)]
    public async Task A_role_has_only_its_own_endpoints(string roles, bool portal, bool staff)
    {
        await using var host = await InProcessHost.StartAsync($"--Host:Roles={roles}");
        var paths = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).ToList();
        Assert.Equal(portal, paths.Exists(p => p.StartsWith("/api/v1", StringComparison.Ordinal)));
        Assert.Equal(portal, paths.Exists(p => p.StartsWith("/drafts", StringComparison.Ordinal)));
        Assert.Equal(staff, paths.Exists(p => p.StartsWith("/staff", StringComparison.Ordinal)));
        Assert.Contains("/health/live", paths);
        Assert.Contains("/metrics", paths);
    }

    [Fact]
    public async Task Every_page_of_the_staff_desk_needs_a_signed_in_official()
    {
        await using var host = await InProcessHost.StartAsync("--Host:Roles=Staff,Sandbox");
        var open = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("staff", StringComparison.Ordinal))
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>() is null || e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Order().ToList();
        Assert.All(open, p => Assert.StartsWith("/staff/sign-", p, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_and_metrics_answer_in_every_role()
    {
        await using var host = await InProcessHost.StartAsync();
        using var http = host.Client();
        Assert.Equal("ok", await http.GetStringAsync("health/live"));
        Assert.Contains("\"ready\"", await http.GetStringAsync("health/ready"), StringComparison.Ordinal);
        await http.GetStringAsync("");
        Assert.Contains("http_server_request_duration_seconds_count", await http.GetStringAsync("metrics"), StringComparison.Ordinal);
    }
}
