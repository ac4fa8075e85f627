using System.Net.Mail;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Notifications;

/// <summary>Sends what is due, one mail after the other over one connection. A mail that the server took but that could not be recorded is sent again: better twice than never.</summary>
public sealed partial class SendNotices(AppDbContext db, NoticeRows rows, ComposeNotice compose, IOptions<MailOptions> options, TimeProvider time, ILogger<SendNotices> log)
{
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
        using var mailer = new Mailer(mail);

        var serverIsAway = false;
        foreach (var notice in notices)
        {
            // A claim that may end while the mail is under way is left to whoever claims next.
            if (time.GetUtcNow().UtcDateTime > notice.DueAt - Mailer.LongestSend)
                break;
            if (!serverIsAway)
                serverIsAway = !await SendAsync(mailer, notice, cancel);
            else
                Postpone(notice, "メールサーバーに接続できません。");
            await db.SaveChangesAsync(cancel);
        }
        return notices.Count;
    }

    /// <summary>False when the server did not answer at all: the others need not try.</summary>
    private async Task<bool> SendAsync(Mailer mailer, Notice notice, CancellationToken cancel)
    {
        try
        {
            if (await compose.HandleAsync(notice, cancel) is not { } composed)
            {
                notice.Status = NoticeStatus.NoAddress;
                return true;
            }
            await mailer.SendAsync(notice.Id, composed.To, composed.Subject, composed.Body, cancel);
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
