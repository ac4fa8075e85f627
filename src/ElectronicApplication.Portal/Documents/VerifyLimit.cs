using System.Threading.RateLimiting;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Documents;

/// <summary>How often one address may ask about documents: enough for a counter that checks papers all day, too little for a program that tries.</summary>
internal sealed class VerifyLimit : IDisposable
{
    private static readonly Error TooMany = new("too-many-verifications", ErrorKind.TooMany,
        "確認の操作が続いたため、しばらくお待ちいただいています。1 分ほどたってから、もう一度お試しください。", "Too many verifications from this address. Wait a minute.");

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(Visitor.Network(context), _ => new() { PermitLimit = 60, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(invocation.HttpContext);
        if (lease.IsAcquired)
            return await next(invocation);
        invocation.HttpContext.Response.Headers.RetryAfter = "60";
        return TooMany.ToResult(invocation.HttpContext);
    }

    public void Dispose() => _limiter.Dispose();
}
