using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace ElectronicApplication.Core.Notifications;

/// <summary>One connection to the municipality's mail server.</summary>
internal sealed class Mailer : IDisposable
{
    public static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(15);

    private readonly SmtpClient _smtp;
    private readonly string _from;

    public Mailer(MailOptions mail)
    {
        _from = mail.From;
        _smtp = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.StartTls };
        if (mail.User is { Length: > 0 })
            _smtp.Credentials = new NetworkCredential(mail.User, mail.Password);
    }

    /// <param name="id">Of what is told: the same id if it is ever sent twice, so that mail programs may drop the second.</param>
    /// <exception cref="SmtpException">The server refused it, or does not answer.</exception>
    /// <exception cref="OperationCanceledException">It took longer than <see cref="LongestSend"/>.</exception>
    public async Task SendAsync(Guid id, string to, string subject, string body, CancellationToken cancel)
    {
        using var message = new MailMessage(new MailAddress(_from), new MailAddress(to))
        {
            Subject = subject, SubjectEncoding = Encoding.UTF8, Body = body, BodyEncoding = Encoding.UTF8, BodyTransferEncoding = TransferEncoding.Base64,
        };
        // No out-of-office replies (RFC 3834).
        message.Headers.Add("Message-ID", $"<{id:N}@{message.From!.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestSend);
        await _smtp.SendMailAsync(message, limit.Token);
    }

    public void Dispose() => _smtp.Dispose();
}
