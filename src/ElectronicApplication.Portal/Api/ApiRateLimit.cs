using System.Net;
using System.Threading.RateLimiting;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Portal.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Portal.Api;

/// <summary>
/// How many POSTs one address may send: <c>Portal:Api:PostsPerMinute</c>, 600 unless set, 0 for no limit. Programs on the machine itself are not limited,
/// because a gateway of the municipality's own may run there.
/// </summary>
internal sealed class ApiRateLimit(IConfiguration configuration) : IDisposable
{
    private static readonly Error TooMany = new("too-many-requests", ErrorKind.TooMany,
        "短い時間に多くの要求がありました。1 分ほど待ってから送り直してください。", "Too many requests from this address. Wait a minute.");

    private readonly PartitionedRateLimiter<string>? _limiter = Create(configuration.GetValue("Portal:Api:PostsPerMinute", 600));

    public IResult? Refusal(HttpContext context)
    {
        if (_limiter is null || context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
            return null;
        using var lease = _limiter.AttemptAcquire(Visitor.Network(context));
        if (lease.IsAcquired)
            return null;
        context.Response.Headers.RetryAfter = "60";
        return Web.ErrorResults.Problem(TooMany);
    }

    public void Dispose() => _limiter?.Dispose();

    private static PartitionedRateLimiter<string>? Create(int perMinute) => perMinute <= 0 ? null : PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetTokenBucketLimiter(network, _ => new()
        {
            TokenLimit = perMinute, TokensPerPeriod = Math.Max(1, perMinute / 60), ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        }));
}
