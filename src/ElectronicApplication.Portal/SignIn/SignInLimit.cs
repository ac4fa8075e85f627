using System.Threading.RateLimiting;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>
/// How often one address may begin or end a sign-in: more than a whole office behind one address needs, far less than a program that tries would want
/// (ASVS 6.3.1). Wrong PINs are counted by the card itself.
/// </summary>
internal sealed class SignInLimit : IDisposable
{
    private static readonly Error TooMany = new("too-many-sign-ins", ErrorKind.TooMany,
        "ログインの操作が続いたため、しばらくお待ちいただいています。1 分ほどたってから、もう一度お試しください。", "Too many sign-ins from this address. Wait a minute.");

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(Visitor.Network(context), _ => new() { PermitLimit = 120, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));

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
