using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Mail;

/// <summary>What was sent, as the recipient would read it.</summary>
internal sealed class MailPages(MailBox box, Func<int> port)
{
    private const int Shown = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail", ListAsync);
        routes.MapGet("/mail/{id}", (string id) => box.Find(id) is { } mail ? Show(mail) : Results.NotFound());
        routes.MapPost("/mail/trouble", async (HttpContext context) =>
        {
            var form = await PostedForm.ReadAsync(context);
            await box.ChangeAsync(new(form["outage"] == "on", form["refusedRecipient"]));
            return new SeeOther("/mail");
        });
        routes.MapGet("/sandbox/api/mail", async () => new
        {
            items = (await box.AllAsync()).Select(mail => new { mail.Id, mail.To, mail.From, mail.Subject, mail.Text, mail.ReceivedAt }),
        });
        routes.MapGet("/sandbox/api/mail/trouble", () => box.Trouble);
        routes.MapPost("/sandbox/api/mail/trouble", async (MailTrouble trouble) => await box.ChangeAsync(trouble));
    }

    private async Task<Page> ListAsync()
    {
        var mails = await box.AllAsync();
        return new Page("メール", Html.Of($"""
            <p>申請システムが送ったメールは、外へは出ず、ここに届きます（SMTP ポート {port()}）。</p>
            {Html.When(mails.Count == 0, Html.Of($"""<p class="note">まだ届いていません。</p>"""))}
            <ul class="doors">{mails.Reverse().Take(Shown).Select(mail => Html.Of($"""
                <li><a href="/mail/{mail.Id}"><strong>{(mail.Subject.Length == 0 ? "（件名なし）" : mail.Subject)}</strong><span>{string.Join("、", mail.To)}<br>{Page.Time(mail.ReceivedAt)}</span></a></li>
                """))}</ul>
            {TroublePanel.Show("/mail/trouble", box.Trouble != new MailTrouble(),
                TroublePanel.Switch("outage", "メールサーバーが止まっている（421）", box.Trouble.Outage),
                Html.Of($"""<label class="field"><span>受け取らない宛先（550）</span><small>宛先の終わりが同じものを断ります。例：@example.invalid</small><input name="refusedRecipient" value="{box.Trouble.RefusedRecipient}" maxlength="200"></label>"""))}
            """)) { Back = ("/", "入口") };
    }

    private static Page Show(Mail mail) => new(mail.Subject.Length == 0 ? "（件名なし）" : mail.Subject, Html.Of($"""
        <dl class="facts">
        <div><dt>差出人</dt><dd>{mail.From}</dd></div>
        <div><dt>宛先</dt><dd>{string.Join("、", mail.To)}</dd></div>
        <div><dt>届いた日時</dt><dd>{Page.Time(mail.ReceivedAt)}</dd></div>
        </dl>
        <div class="letter">{mail.Text}</div>
        <details><summary>送られたままの形</summary><pre>{mail.Source}</pre></details>
        """)) { Back = ("/mail", "メール") };
}
