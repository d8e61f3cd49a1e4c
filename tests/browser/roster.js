// Rosters for tests.

/** Founders as people write them: every hundredth says something that cannot be read. */
export function roster(rows, end = '\n') {
  const of = (n, ...values) => values[n % values.length];
  const lines = ['姓名,身份证号,所属群体,营业执照上的住所,创业进度,成立日期,性别,职工人数,每月房租（元）,信用情况,备注'];
  for (let n = 0; n < rows; n += 1) {
    lines.push([
      `创业者${n}`,
      `310112199${n % 10}0101${String(1000 + (n % 9000))}`,
      of(n, '高校毕业生', '"高校毕业生、退役军人"', '就业困难人员', '登记失业人员', '无', '不清楚'),
      n % 100 === 57 ? '火星' : of(n, '上海市闵行区', '浦东新区祝桥镇', '徐汇', '濮阳县', '上海', '上海市杨浦区大学路1号'),
      of(n, '已办照', '已办照', '正在筹备', ''),
      of(n, '2025-03-01', '2025/3/1', '2025年3月', '45717', ''),
      of(n, '男', '女'),
      of(n, '3', '3人', '12', '5 人'),
      of(n, '"8,000"', '8000元', '0.8万', ''),
      of(n, '良好', ''),
      of(n, '', '=HYPERLINK("http://x")'.replaceAll('"', '""').replace(/^.*$/, '"$&"'), `"分两行${end}写"`, '+86 13800000000'),
    ].join(','));
  }
  return lines.join(end) + end;
}
