using System.Net.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Notifications;

/// <summary>Section <c>Mail</c>. Without a host no mail is sent, and the notices wait.</summary>
public sealed class MailOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 25;

    public string From { get; set; } = "";

    /// <summary>STARTTLS, where the relay stands outside the municipality's own network.</summary>
    public bool StartTls { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    internal sealed class Validation : IValidateOptions<MailOptions>
    {
        public ValidateOptionsResult Validate(string? name, MailOptions mail) =>
            mail.Host.Length == 0 ? ValidateOptionsResult.Success
            : mail.Port is < 1 or > 65535 ? ValidateOptionsResult.Fail("Mail:Port must be between 1 and 65535.")
            : !MailAddress.TryCreate(mail.From, out _) ? ValidateOptionsResult.Fail("Mail:From must be a mail address.")
            : ValidateOptionsResult.Success;
    }
}

/// <summary>What a mail says about who sends it and where to look.</summary>
public sealed class NoticeOptions
{
    public string Municipality { get; set; } = "";

    /// <summary>The portal's address as citizens know it.</summary>
    public string PortalUrl { get; set; } = "";

    /// <summary>The staff door's address, without "/staff".</summary>
    public string StaffUrl { get; set; } = "";

    internal static void Read(NoticeOptions options, IConfiguration configuration)
    {
        options.Municipality = configuration["Site:Municipality"] ?? "みらい市";
        options.StaffUrl = (configuration["Staff:PublicUrl"] ?? "").TrimEnd('/');
        options.PortalUrl = (configuration["Portal:PublicUrl"] ?? "").TrimEnd('/');
    }
}
