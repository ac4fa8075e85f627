using System.Threading.RateLimiting;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Shell;

/// <summary>How often one address may do something in a minute.</summary>
internal abstract class AddressLimit(int permits, Error tooMany) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(Visitor.Network(context), _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(invocation.HttpContext);
        if (lease.IsAcquired)
            return await next(invocation);
        invocation.HttpContext.Response.Headers.RetryAfter = "60";
        return tooMany.ToResult(invocation.HttpContext);
    }

    public void Dispose() => _limiter.Dispose();
}
