using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Notifications;

/// <summary>Sends what is due, one mail after the other over one connection. A mail that the server took but that could not be recorded is sent again: better twice than never.</summary>
public sealed partial class SendNotices(AppDbContext db, NoticeRows rows, ComposeNotice compose, IOptions<MailOptions> options, TimeProvider time, ILogger<SendNotices> log)
{
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>How many were claimed; 0 when nothing is due, or no mail server is configured.</summary>
    public async Task<int> HandleAsync(string worker, CancellationToken cancel)
    {
        var mail = options.Value;
        if (mail.Host.Length == 0)
            return 0;
        var notices = await rows.ClaimAsync(worker, cancel);
        if (notices.Count == 0)
            return 0;
        using var smtp = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.StartTls };
        if (mail.User is { Length: > 0 })
            smtp.Credentials = new NetworkCredential(mail.User, mail.Password);

        var serverIsAway = false;
        foreach (var notice in notices)
        {
            // A claim that may end while the mail is under way is left to whoever claims next.
            if (time.GetUtcNow().UtcDateTime > notice.DueAt - LongestSend)
                break;
            if (!serverIsAway)
                serverIsAway = !await SendAsync(smtp, notice, mail.From, cancel);
            else
                Postpone(notice, "メールサーバーに接続できません。");
            await db.SaveChangesAsync(cancel);
        }
        return notices.Count;
    }

    /// <summary>False when the server did not answer at all: the others need not try.</summary>
    private async Task<bool> SendAsync(SmtpClient smtp, Notice notice, string from, CancellationToken cancel)
    {
        try
        {
            if (await compose.HandleAsync(notice, cancel) is not { } composed)
            {
                notice.Status = NoticeStatus.NoAddress;
                return true;
            }
            using var message = Message(notice, composed, from);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(LongestSend);
            await smtp.SendMailAsync(message, limit.Token);
            notice.Status = NoticeStatus.Sent;
            notice.SentAt = time.GetUtcNow().UtcDateTime;
            notice.LastError = null;
            db.Add(ActEntry.Of(Act.System(), "notice.sent", notice.SubmissionId, notice.SentAt.Value, notice.Kind));
            return true;
        }
        catch (SmtpException e) when (IsPermanent(e.StatusCode))
        {
            // The server's text may hold the address; its code does not.
            GiveUp(notice, $"{(int)e.StatusCode} {e.StatusCode}");
            return true;
        }
        catch (SmtpException e)
        {
            Postpone(notice, $"{(int)e.StatusCode} {e.StatusCode}");
            return e.StatusCode != SmtpStatusCode.GeneralFailure;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Postpone(notice, "メールサーバーが応答しません。");
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(log, notice.Id, e.GetType().Name);
            Postpone(notice, e.GetType().Name);
            return true;
        }
    }

    private static MailMessage Message(Notice notice, ComposedNotice composed, string from)
    {
        var message = new MailMessage(new MailAddress(from), new MailAddress(composed.To))
        {
            Subject = composed.Subject, SubjectEncoding = Encoding.UTF8, Body = composed.Body, BodyEncoding = Encoding.UTF8, BodyTransferEncoding = TransferEncoding.Base64,
        };
        // The same id if it is ever sent twice, so that mail programs may drop the second; and no out-of-office replies (RFC 3834).
        message.Headers.Add("Message-ID", $"<{notice.Id:N}@{message.From!.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>5yz is permanent (RFC 5321, 4.2.1), except where the server speaks of itself, not of this mail.</summary>
    private static bool IsPermanent(SmtpStatusCode code) => code is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed
        or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.ExceededStorageAllocation;

    private void Postpone(Notice notice, string error)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now - notice.CreatedAt > Patience)
        {
            GiveUp(notice, error);
            return;
        }
        notice.DueAt = now + RetryRules.Wait(notice.Attempts + 2, null, Random.Shared);
        notice.LastError = error;
    }

    private void GiveUp(Notice notice, string error)
    {
        notice.Status = NoticeStatus.Undeliverable;
        notice.LastError = error;
        db.Add(ActEntry.Of(Act.System(), "notice.undeliverable", notice.SubmissionId, time.GetUtcNow().UtcDateTime, notice.Kind));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Notice {NoticeId} could not be made: {Error}.")]
    private static partial void LogFailed(ILogger log, Guid noticeId, string error);
}
