using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Words of forms in English, as the ids of the catalogue use them. An empty word is one that an id does not need.</summary>
internal static class IdWords
{
    private const string List = """
        氏名=name 名前=name お名前=name 名称=name 氏=family_name 名字=family_name 姓=family_name 旧姓=former_name 旧氏=former_name 通称=alias フリガナ=kana ふりがな=kana カナ=kana 読み=kana
        住所=address ご住所=address 現住所=current_address 旧住所=former_address 新住所=new_address 前住所=former_address 転出先=new_address 転入前=former 転居先=new_address 所在地=location 本籍=registered_domicile 本籍地=registered_domicile 郵便番号=postal_code 都道府県=prefecture 市区町村=city 区=ward 町名=town 番地=block 建物名=building 部屋番号=room 方書=building
        電話番号=phone 電話=phone 携帯電話=mobile_phone 携帯=mobile ＦＡＸ=fax ファックス=fax メールアドレス=mail メール=mail 連絡先=contact 緊急連絡先=emergency_contact
        生年月日=birth_date 誕生日=birth_date 出生日=birth_date 年齢=age 性別=sex 続柄=relationship 国籍=nationality 職業=occupation 勤務先=workplace 学校=school 学校名=school_name 学年=school_year 学級=class 在留資格=residence_status
        申請者=applicant 申請人=applicant 申込者=applicant 届出人=notifier 届出者=notifier 請求者=claimant 請求人=claimant 代理人=representative 委任者=principal 本人=self 世帯主=household_head 世帯員=household_member 世帯=household 家族=family 保護者=guardian 配偶者=spouse 夫=husband 妻=wife 父=father 母=mother 子ども=child 子供=child お子さん=child 児童=child 児童名=child_name 生徒=pupil 園児=child 同居=cohabiting 同居人=cohabitant 扶養=dependent 相続人=heir 死亡者=deceased 被相続人=deceased 利用者=user 対象者=subject 被保険者=insured_person 受給者=recipient 使用者=user 所有者=owner 飼い主=owner 管理者=manager 責任者=person_in_charge 担当者=person_in_charge 代表者=representative 団体=organization 団体名=organization_name 法人=corporation 法人名=corporation_name 会社=company 会社名=company_name 事業者=business 事業所=office 施設=facility 施設名=facility_name 参加者=participant 人数=number_of_people
        マイナンバー=my_number 個人番号=my_number 法人番号=corporate_number 番号=number 受付番号=receipt_number 整理番号=reference_number 証明書番号=certificate_number 登録番号=registration_number 車両番号=vehicle_number 記号=symbol 暗証番号=pin
        口座=account 口座番号=account_number 口座名義=account_holder 振込先=account 金融機関=bank 銀行=bank 支店=branch 預金種目=account_kind 名義人=account_holder
        手数料=fee 料金=charge 金額=amount 費用=cost 合計=total 小計=subtotal 総額=total 税額=tax 税=tax 収入=income 所得=income 年収=annual_income 家賃=rent 支払=payment 支払方法=payment_method 納付=payment 減免=reduction 免除=exemption 補助=subsidy 補助金=subsidy 助成=grant 給付=benefit 手当=allowance 還付=refund 見積=estimate 単価=unit_price
        品物=item 品目=item 品名=item_name 商品=product 個数=quantity 数量=quantity 件数=count 部数=copies 通数=copies 枚数=sheets 回数=times 台数=units 頭数=heads 重さ=weight 長さ=length 幅=width 高さ=height 奥行=depth 大きさ=size 面積=area 色=color 形=shape 素材=material 金属=metal 種類=kind 種別=kind 区分=category 分類=category 状態=state 写真=photo 図面=drawing
        日付=date 日時=date_time 時刻=time 時間=hours 年月日=date 期間=period 期限=deadline 開始日=start_date 終了日=end_date 開始=start 終了=end 申請日=application_date 届出日=notification_date 異動日=change_date 転入日=move_in_date 転出日=move_out_date 引越し=moving 引越日=moving_date 収集日=collection_date 収集=collection 予約日=reservation_date 予約=reservation 希望日=preferred_date 第一希望=first_choice 第二希望=second_choice 希望=wish 利用日=date_of_use 発行日=issue_date 有効期限=expiry_date 年度=fiscal_year 曜日=weekday
        理由=reason 目的=purpose 用途=use 使用目的=purpose 内容=content 詳細=details 概要=summary 備考=remarks 意見=opinion 質問=question 要望=request 特記事項=remarks その他=other ほか=other 事項=matter 事由=reason 原因=cause 経緯=background 方法=method 場所=place 会場=venue 受取=receipt 受取方法=receipt_method 送付先=delivery_address 郵送=post 窓口=counter 届出=notification 申請=application 申込=application 申込み=application 請求=claim 変更=change 追加=additional 新規=new 更新=renewal 継続=continuation 廃止=closure 再交付=reissue 交付=issue 登録=registration 許可=permission 同意=consent 誓約=pledge 確認=confirmation 署名=signature 委任状=power_of_attorney 委任=delegation 添付=attachment 添付書類=attachments 書類=papers 証明書=certificate 証明=certificate 写し=copy 住民票=residence_record 戸籍=family_register 印鑑=seal 印鑑登録=seal_registration 通帳=passbook 領収書=receipt 診断書=medical_certificate 契約書=contract 免許証=driving_licence 在留カード=residence_card 医療証=medical_card 手帳=handbook
        保険=insurance 保険証=insurance_card 年金=pension 介護=care 障害=disability 障がい=disability 病院=hospital 医療機関=medical_institution 病名=illness 医療=medical 健康=health アレルギー=allergy 妊娠=pregnancy 出産=childbirth 予防接種=vaccination 犬=dog 猫=cat ペット=pet 鑑札=tag 自転車=bicycle 自動車=car 軽自動車=light_vehicle 車=vehicle 駐車場=parking 住宅=housing 家屋=house 建物=building 土地=land ごみ=waste 粗大ごみ=bulky_waste 資源=recyclables リサイクル=recycling 最大=maximum 最小=minimum 水道=water 使用=use 工事=construction 防火=fire_prevention 災害=disaster 被害=damage 罹災=disaster 税務=tax 給食=school_lunch 保育=childcare 保育所=nursery 保育園=nursery 幼稚園=kindergarten 学童=after_school
        有無=has 可否=allowed 要否=needed 数=number 者=person 日=day 月=month 年=year 額=amount 円=yen 書=paper 券=ticket 証=card 先=place 前=before 後=after 新=new 旧=former 元=origin 現在=current 以前=earlier 前回=previous 今回=this_time 初めて=first_time 全員=everyone 他=other
        の= を= は= が= と= や= に= へ= で= も= か= お= ご= です= ですか= ますか= ください= ありますか= いますか= どれ= する= した= している= 方= 等= など= について= に関する= における= ため= よる= こと= もの= あなた= 必要= 必要な=
        """;

    private static readonly Dictionary<string, string> Words = List.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).DistinctBy(pair => Key(pair[0])).ToDictionary(pair => Key(pair[0]), pair => pair[1], StringComparer.Ordinal);

    private static readonly int LongestKey = Words.Keys.Max(key => key.Length);

    /// <summary>The longest known word that begins here.</summary>
    public static (string Word, int Length) Longest(string text, int at)
    {
        for (var length = Math.Min(LongestKey, text.Length - at); length > 0; length--)
            if (Words.TryGetValue(text.Substring(at, length), out var word))
                return (word, length);
        return ("", 0);
    }

    private static string Key(string word) => KanaText.ToKatakana(PastedAmount.Narrow(word));
}
