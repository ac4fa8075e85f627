using System.Net.Sockets;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.SignIn;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Shell;

/// <summary>Who stands at the citizen's door, in the terms of the use cases.</summary>
internal static class Visitor
{
    public static async Task<DraftOwner> OwnerAsync(HttpContext context) =>
        new(await CitizenSignIn.AccountIdAsync(context), BrowserSecret.GetOrCreate(context));

    /// <summary>For pages that only look: nobody gets a cookie for reading the list of procedures.</summary>
    public static async Task<DraftOwner?> KnownOwnerAsync(HttpContext context)
    {
        var account = await CitizenSignIn.AccountIdAsync(context);
        var secret = BrowserSecret.Find(context);
        return account is null && secret is null ? null : new(account, secret ?? Secrets.NewToken());
    }

    public static Act Act(Guid? accountId, Door door) => accountId is { } id ? Core.Kernel.Act.Applicant(id, door) : Core.Kernel.Act.Anonymous(door);

    /// <summary>Only to slow down guessing; it is not stored.</summary>
    public static string Client(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>What limits count by: one subscriber has a whole /64 of IPv6 addresses.</summary>
    public static string Network(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } six => Convert.ToHexString(six.GetAddressBytes(), 0, 8),
        var four => four.ToString(),
    };
}
