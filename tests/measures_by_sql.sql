-- Every indicator of October 2026 once more, written from the definitions in plain SQL over the ledger's views.
-- One row each: numerator, denominator (NULL for a plain total). :channel is '' for the whole office.
-- Amounts in the ledger are whole fen. In this data every policy has one 主险 line and every receipt names its line.

-- 新单保费
SELECT SUM(first_premium) / 100.0, NULL FROM policies
WHERE issued_on BETWEEN '2026-10-01' AND '2026-10-31' AND (:channel = '' OR channel = :channel)
  AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')

-- 首年期交保费
SELECT SUM(first_premium) / 100.0, NULL FROM policies
WHERE issued_on LIKE '2026-10-%' AND frequency <> '趸交' AND (:channel = '' OR channel = :channel)
  AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')

-- 趸交保费
SELECT SUM(first_premium) / 100.0, NULL FROM policies
WHERE issued_on LIKE '2026-10-%' AND frequency = '趸交' AND (:channel = '' OR channel = :channel)
  AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')

-- 首年规模保费
SELECT SUM(CASE WHEN issued_on LIKE '2026-10-%' THEN first_premium ELSE 0 END
         - CASE WHEN status = '终止' AND termination_reason = '犹豫期退保' AND status_on LIKE '2026-10-%'
                THEN first_premium ELSE 0 END) / 100.0, NULL
FROM policies WHERE :channel = '' OR channel = :channel

-- 标准保费
SELECT SUM(CAST(annual_premium * CASE
        WHEN frequency = '趸交' THEN 10
        WHEN CAST(premium_term AS INTEGER) >= 10 THEN 100
        ELSE CAST(premium_term AS INTEGER) * 10 END + 50 AS INTEGER) / 100) / 100.0, NULL
FROM policies WHERE issued_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)
  AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')

-- 续期保费
SELECT SUM(r.received) / 100.0, NULL FROM premium_receipts r
LEFT JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
WHERE r.business = '续期' AND r.received_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)

-- 规模保费
SELECT SUM(r.received) / 100.0, NULL FROM premium_receipts r
LEFT JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
WHERE r.business IN ('新单', '续期', '保全补费') AND r.received_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)

-- 原保险保费收入
SELECT SUM(r.received) / 100.0, NULL FROM premium_receipts r
LEFT JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
WHERE r.business IN ('新单', '续期', '保全补费') AND r.received_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)
  AND COALESCE(p.design, '') NOT IN ('万能型', '投资连结型', '变额型')

-- 件均保费
SELECT SUM(first_premium) / 100.0, COUNT(DISTINCT policy_no) FROM policies
WHERE issued_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)
  AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')

-- 新单件数
SELECT COUNT(DISTINCT policy_no), NULL FROM policies
WHERE issued_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)
  AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')

-- 期末有效件数
SELECT COUNT(*), NULL FROM policies
WHERE main_or_rider = '主险' AND issued_on <= '2026-10-31' AND (:channel = '' OR channel = :channel)
  AND NOT (status IN ('终止', '中止(失效)') AND status_on <= '2026-10-31')

-- 期末有效保额
SELECT SUM(sum_assured) / 100.0, NULL FROM policies
WHERE issued_on <= '2026-10-31' AND (:channel = '' OR channel = :channel)
  AND NOT (status IN ('终止', '中止(失效)') AND status_on <= '2026-10-31')

-- 投保成功率
SELECT COUNT(p.policy_no), COUNT(*) FROM applications a
LEFT JOIN policies p ON p.application_no = a.application_no AND p.main_or_rider = '主险' AND p.issued_on <= '2026-10-31'
WHERE a.submitted_on LIKE '2026-10-%' AND (:channel = '' OR a.channel = :channel)

-- 渠道转化率
SELECT COUNT(p.policy_no), COUNT(*) FROM applications a
LEFT JOIN policies p ON p.application_no = a.application_no AND p.main_or_rider = '主险' AND p.issued_on <= '2026-10-31'
WHERE a.applied_on LIKE '2026-10-%' AND (:channel = '' OR a.channel = :channel)

-- 自动核保率
SELECT COUNT(CASE WHEN COALESCE(d.underwriting_type, p.underwriting_type) = '自动' THEN 1 END), COUNT(*)
FROM applications a LEFT JOIN decisions d ON d.application_no = a.application_no
LEFT JOIN policies p ON p.application_no = a.application_no AND p.main_or_rider = '主险'
WHERE COALESCE(d.decided_on, p.underwritten_on) LIKE '2026-10-%' AND (:channel = '' OR a.channel = :channel)
  AND COALESCE(d.conclusion, p.conclusion, '') NOT IN ('客户撤单', '逾期未回复撤单')

-- 标准体通过率
SELECT COUNT(CASE WHEN COALESCE(d.conclusion, p.conclusion) = '标准体' THEN 1 END), COUNT(*)
FROM applications a LEFT JOIN decisions d ON d.application_no = a.application_no
LEFT JOIN policies p ON p.application_no = a.application_no AND p.main_or_rider = '主险'
WHERE COALESCE(d.decided_on, p.underwritten_on) LIKE '2026-10-%' AND (:channel = '' OR a.channel = :channel)
  AND COALESCE(d.conclusion, p.conclusion, '') NOT IN ('客户撤单', '逾期未回复撤单')

-- 核保时效
SELECT SUM(JULIANDAY(COALESCE(d.decided_on, p.underwritten_on)) - JULIANDAY(MAX(a.submitted_on, COALESCE(x.report_on, '')))), COUNT(*)
FROM applications a LEFT JOIN decisions d ON d.application_no = a.application_no
LEFT JOIN policies p ON p.application_no = a.application_no AND p.main_or_rider = '主险'
LEFT JOIN (SELECT application_no, MAX(report_on) AS report_on FROM medical_exams GROUP BY 1) x ON x.application_no = a.application_no
WHERE COALESCE(d.decided_on, p.underwritten_on) LIKE '2026-10-%' AND (:channel = '' OR a.channel = :channel)
  AND COALESCE(d.conclusion, p.conclusion, '') NOT IN ('客户撤单', '逾期未回复撤单')

-- 13个月继续率(保费)
SELECT SUM(CASE WHEN kept THEN paid ELSE 0 END) / 100.0, SUM(first_premium) / 100.0 FROM cohort_13
WHERE month = '2025-08' AND (:channel = '' OR channel = :channel)

-- 13个月继续率(件数)
SELECT SUM(kept AND paid > 0), COUNT(*) FROM cohort_13
WHERE month = '2025-08' AND main_or_rider = '主险' AND (:channel = '' OR channel = :channel)

-- 13个月继续率(滚动)
SELECT SUM(CASE WHEN kept THEN paid ELSE 0 END) / 100.0, SUM(first_premium) / 100.0 FROM cohort_13
WHERE month BETWEEN '2024-09' AND '2025-08' AND (:channel = '' OR channel = :channel)

-- 25个月继续率
SELECT SUM(CASE WHEN kept THEN paid ELSE 0 END) / 100.0, SUM(first_premium) / 100.0 FROM cohort_25
WHERE month = '2024-08' AND (:channel = '' OR channel = :channel)

-- 25个月继续率(件数)
SELECT SUM(kept AND paid > 0), COUNT(*) FROM cohort_25
WHERE month = '2024-08' AND main_or_rider = '主险' AND (:channel = '' OR channel = :channel)

-- 当期续期实收率
SELECT SUM(CASE WHEN r.received_on <= '2026-10-31' THEN r.received ELSE 0 END) / 100.0, SUM(r.due) / 100.0
FROM premium_receipts r LEFT JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
WHERE r.business = '续期' AND r.due_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)

-- 宽限期末续期率
SELECT SUM(CASE WHEN r.received_on <= '2026-10-31' THEN r.received ELSE 0 END) / 100.0, SUM(r.due) / 100.0
FROM premium_receipts r LEFT JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
WHERE r.business = '续期' AND r.due_on LIKE '2026-08-%' AND (:channel = '' OR p.channel = :channel)

-- 犹豫期退保率
SELECT SUM(status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31'), COUNT(*) FROM policies
WHERE main_or_rider = '主险' AND issued_on LIKE '2026-09-%' AND (:channel = '' OR channel = :channel)

-- 犹豫期退保率(保费)
SELECT SUM(CASE WHEN status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31'
                THEN first_premium ELSE 0 END) / 100.0, SUM(first_premium) / 100.0 FROM policies
WHERE issued_on LIKE '2026-09-%' AND (:channel = '' OR channel = :channel)

-- 件数退保率(内部口径)
SELECT SUM(status = '终止' AND termination_reason IN ('退保', '协议退保(约定解除)') AND status_on LIKE '2026-10-%'),
       SUM(issued_on <= '2026-09-30' AND NOT (status IN ('终止', '中止(失效)') AND status_on <= '2026-09-30'))
FROM policies WHERE main_or_rider = '主险' AND (:channel = '' OR channel = :channel)

-- 退保率(保额)
SELECT SUM(CASE WHEN status = '终止' AND termination_reason IN ('退保', '协议退保(约定解除)')
                 AND status_on BETWEEN '2026-01-01' AND '2026-10-31' THEN sum_assured ELSE 0 END) / 100.0,
       SUM(CASE WHEN issued_on <= '2025-12-31' AND NOT (status IN ('终止', '中止(失效)') AND status_on <= '2025-12-31')
                THEN sum_assured ELSE 0 END) / 100.0
FROM policies WHERE :channel = '' OR channel = :channel

-- 金额退保率(内部口径)
SELECT (SELECT -SUM(r.received) / 100.0 FROM premium_receipts r
        JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
        WHERE r.business = '退费' AND p.status = '终止' AND p.termination_reason IN ('退保', '协议退保(约定解除)')
          AND p.status_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)),
       (SELECT SUM(paid_premium) / 100.0 FROM policies WHERE issued_on <= '2026-09-30' AND (:channel = '' OR channel = :channel)
          AND NOT (status IN ('终止', '中止(失效)') AND status_on <= '2026-09-30'))
     + (SELECT SUM(r.received) / 100.0 FROM premium_receipts r
        LEFT JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
        WHERE r.business IN ('新单', '续期', '保全补费') AND r.received_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel))

-- 赔付率(简单)
SELECT (SELECT SUM(c.assessed) / 100.0 FROM claims c JOIN policies p ON p.policy_no = c.policy_no AND p.main_or_rider = '主险'
        WHERE c.conclusion IN ('赔付', '部分', '协议') AND c.paid_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)),
       (SELECT SUM(r.received) / 100.0 FROM premium_receipts r
        LEFT JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
        WHERE r.business IN ('新单', '续期', '保全补费') AND r.received_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel))

-- 理赔获赔率
SELECT SUM(c.conclusion <> '拒赔'), COUNT(*) FROM claims c JOIN policies p ON p.policy_no = c.policy_no AND p.main_or_rider = '主险'
WHERE c.conclusion IN ('赔付', '部分', '协议', '拒赔') AND IIF(c.conclusion = '拒赔', COALESCE(c.notified_on, c.assessed_on), c.paid_on) LIKE '2026-10-%'
  AND (:channel = '' OR p.channel = :channel)

-- 理赔服务时效
SELECT SUM(JULIANDAY(IIF(c.conclusion = '拒赔', COALESCE(c.notified_on, c.assessed_on), c.paid_on)) - JULIANDAY(c.documents_on)), COUNT(*)
FROM claims c JOIN policies p ON p.policy_no = c.policy_no AND p.main_or_rider = '主险'
WHERE c.conclusion IN ('赔付', '部分', '协议', '拒赔') AND IIF(c.conclusion = '拒赔', COALESCE(c.notified_on, c.assessed_on), c.paid_on) LIKE '2026-10-%'
  AND c.documents_on IS NOT NULL AND (:channel = '' OR p.channel = :channel)

-- 出险支付周期
SELECT SUM(JULIANDAY(c.paid_on) - JULIANDAY(c.occurred_on)), COUNT(*)
FROM claims c JOIN policies p ON p.policy_no = c.policy_no AND p.main_or_rider = '主险'
WHERE c.conclusion IN ('赔付', '部分', '协议') AND c.paid_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)

-- 索赔支付周期
SELECT SUM(JULIANDAY(c.paid_on) - JULIANDAY(COALESCE(c.applied_on, c.documents_on))), COUNT(*)
FROM claims c JOIN policies p ON p.policy_no = c.policy_no AND p.main_or_rider = '主险'
WHERE c.conclusion IN ('赔付', '部分', '协议') AND c.paid_on LIKE '2026-10-%'
  AND COALESCE(c.applied_on, c.documents_on) IS NOT NULL AND (:channel = '' OR p.channel = :channel)

-- 5日结案率
SELECT SUM(JULIANDAY(c.paid_on) - JULIANDAY(COALESCE(c.applied_on, c.documents_on)) <= 5), COUNT(*)
FROM claims c JOIN policies p ON p.policy_no = c.policy_no AND p.main_or_rider = '主险'
WHERE c.conclusion IN ('赔付', '部分', '协议') AND c.paid_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)

-- 1日结案率
SELECT SUM(JULIANDAY(c.paid_on) - JULIANDAY(COALESCE(c.applied_on, c.documents_on)) <= 1), COUNT(*)
FROM claims c JOIN policies p ON p.policy_no = c.policy_no AND p.main_or_rider = '主险'
WHERE c.conclusion IN ('赔付', '部分', '协议') AND c.paid_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)

-- 小额理赔占比
SELECT SUM(c.benefit LIKE '%医疗%' AND c.claimed <= 300000 AND c.investigated = '否'), COUNT(*)
FROM claims c JOIN policies p ON p.policy_no = c.policy_no AND p.main_or_rider = '主险'
WHERE c.conclusion IN ('赔付', '部分', '协议') AND c.paid_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)

-- 回访成功率
SELECT SUM(call_back_result IN ('成功-无问题', '成功-问题件', '电子回访完成') AND called_back_on <= cooling_off_ends_on), COUNT(*)
FROM policies WHERE main_or_rider = '主险' AND channel <> '团险' AND policy_term <> '1年'
  AND cooling_off_ends_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)
  AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')

-- 保单15日送达率
SELECT SUM(JULIANDAY(receipt_on) - JULIANDAY(issued_on) <= 15), COUNT(*) FROM policies
WHERE main_or_rider = '主险' AND issued_on LIKE '2026-09-%' AND (:channel = '' OR channel = :channel)

-- 人均保费
SELECT (SELECT SUM(first_premium) / 100.0 FROM policies WHERE issued_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)
          AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')),
       (SELECT (SUM(licensed_from <= '2026-09-30' AND COALESCE(left_on, '9') > '2026-09-30')
              + SUM(licensed_from <= '2026-10-31' AND COALESCE(left_on, '9') > '2026-10-31')) / 2.0
        FROM staff WHERE role = '销售人员' AND :channel = '')

-- 人均产能
SELECT SUM(first_premium) / 100.0, COUNT(DISTINCT agent_no) FROM policies
WHERE issued_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)
  AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')

-- 活动率
SELECT (SELECT COUNT(DISTINCT agent_no) FROM policies WHERE issued_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)
          AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')),
       (SELECT (SUM(licensed_from <= '2026-09-30' AND COALESCE(left_on, '9') > '2026-09-30')
              + SUM(licensed_from <= '2026-10-31' AND COALESCE(left_on, '9') > '2026-10-31')) / 2.0
        FROM staff WHERE role = '销售人员' AND :channel = '')

-- 人均件数
SELECT (SELECT COUNT(DISTINCT policy_no) FROM policies WHERE issued_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)
          AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31')),
       (SELECT (SUM(licensed_from <= '2026-09-30' AND COALESCE(left_on, '9') > '2026-09-30')
              + SUM(licensed_from <= '2026-10-31' AND COALESCE(left_on, '9') > '2026-10-31')) / 2.0
        FROM staff WHERE role = '销售人员' AND :channel = '')

-- 投诉件办理及时率
SELECT SUM(ended <= due), COUNT(*) FROM (
  SELECT MAX(decided_on, told_on) AS ended, channel, (SELECT MIN(w.day) FROM workdays w WHERE w.day >= last) AS due
  FROM (SELECT *, DATE(received_on, CASE
          WHEN MAX(extension_approved_on, extension_told_on) <= MIN('2026-10-31', after_30) THEN '+60 days'
          WHEN complex_case = '是' OR extension_approved_on <= '2026-10-31' THEN '+30 days'
          ELSE '+15 days' END) AS last
        FROM (SELECT *, (SELECT MIN(w.day) FROM workdays w WHERE w.day >= DATE(received_on, '+30 days')) AS after_30
              FROM complaints)))
WHERE due BETWEEN '2026-10-01' AND '2026-10-31' AND (:channel = '' OR channel = :channel)

-- 亿元保费投诉量
SELECT (SELECT COUNT(*) FROM complaints WHERE received_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)),
  SUM(r.received) / 100.0 FROM premium_receipts r
LEFT JOIN policies p ON p.policy_no = r.policy_no AND p.product_code = r.product_code
WHERE r.business IN ('新单', '续期', '保全补费') AND r.received_on LIKE '2026-10-%' AND (:channel = '' OR p.channel = :channel)

-- 万张保单投诉量
SELECT (SELECT COUNT(*) FROM complaints WHERE received_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)),
  COUNT(DISTINCT policy_no) FROM policies
WHERE issued_on <= '2026-10-31' AND (:channel = '' OR channel = :channel)
  AND NOT (status IN ('终止', '中止(失效)') AND status_on <= '2026-10-31')

-- 万人次投诉量
SELECT (SELECT COUNT(*) FROM complaints WHERE received_on LIKE '2026-10-%' AND (:channel = '' OR channel = :channel)),
  COUNT(*) FROM policies
WHERE issued_on <= '2026-10-31' AND (:channel = '' OR channel = :channel)
  AND NOT (status IN ('终止', '中止(失效)') AND status_on <= '2026-10-31')

-- 电话呼入人工接通率
SELECT SUM(reached_person = '是'), COUNT(*) FROM inquiries i
WHERE asked_on LIKE '2026-10-%' AND way = '电话' AND asked_for_person = '是'
  AND (:channel = '' OR :channel = (SELECT MIN(channel) FROM policies p WHERE p.policy_no = i.policy_no))

-- 保全时效
SELECT SUM(JULIANDAY(completed_on) - JULIANDAY(received_on)), COUNT(*) FROM servicing_requests s
WHERE completed_on LIKE '2026-10-%'
  AND (:channel = '' OR :channel = (SELECT MIN(channel) FROM policies p WHERE p.policy_no = s.policy_no))

-- 满意度
SELECT SUM(score IN (4, 5)), COUNT(*) FROM satisfactions
WHERE answered_on LIKE '2026-10-%' AND score IS NOT NULL AND (:channel = '' OR channel = :channel)

-- NPS
SELECT SUM(CASE WHEN recommends >= 9 THEN 1 WHEN recommends <= 6 THEN -1 ELSE 0 END), COUNT(*) FROM satisfactions
WHERE answered_on LIKE '2026-10-%' AND recommends IS NOT NULL AND (:channel = '' OR channel = :channel)
